package ai.avyay.testkit;

/// Something that was asked and answered, as one who asked has seen it.
///
/// @param invoked when it was asked, in any unit that all share
/// @param returned when the answer was there; [#NEVER] if none came, and then it may have been
///   carried out at any time later, or never
public record Operation<I, O>(I input, O output, long invoked, long returned) {
    public static final long NEVER = Long.MAX_VALUE;

    public Operation {
        if (returned < invoked) {
            throw new IllegalArgumentException("answered before it was asked: " + input);
        }
    }

    @Override
    public String toString() {
        return "%d–%s %s → %s"
                .formatted(invoked, returned == NEVER ? "" : returned + "", input, output);
    }
}
