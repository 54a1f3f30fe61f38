package ai.avyay.gates;

/// A way to fake work, and work that looks like it and is honest.
///
/// @param told what the report on the faked one says
record Twins(String name, Work faked, Ends ends, String told, Work honest) {
    /// What becomes of faked work.
    enum Ends {
        /// It is not accepted.
        REFUSED,
        /// It is not accepted without a person.
        REVIEWED
    }

    static Twins refused(String name, Work faked, String told, Work honest) {
        return new Twins(name, faked, Ends.REFUSED, told, honest);
    }

    static Twins reviewed(String name, Work faked, String told, Work honest) {
        return new Twins(name, faked, Ends.REVIEWED, told, honest);
    }

    @Override
    public String toString() {
        return name;
    }
}
