package ai.avyay.documents;

/// A document could not be taken as it is; the message is `FILE:LINE:COLUMN: what, what to do`.
public final class DocumentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Place place;
    private final String complaint;

    /// A complaint about `place`.
    ///
    /// @param name the file, or what else the text is called
    public DocumentException(String name, Place place, String complaint) {
        super(name + ":" + place + ": " + complaint);
        this.place = place;
        this.complaint = complaint;
    }

    public Place place() {
        return place;
    }

    /// What is wrong, without the place.
    public String complaint() {
        return complaint;
    }
}
