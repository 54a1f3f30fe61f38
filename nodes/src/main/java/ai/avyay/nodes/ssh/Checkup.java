package ai.avyay.nodes.ssh;

import ai.avyay.engine.NodeException;
import ai.avyay.planning.Contact;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Asks a machine how it is.
record Checkup(Machine machine, InstantSource clock) {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /// A clock that is told in whole seconds, over a link that takes its time, is not said to be
    /// wrong by less.
    private static final Duration UNSURE = Duration.ofSeconds(2);

    Contact contact() throws InterruptedException {
        try {
            var asked = clock.instant();
            var said = machine.call(Scripts.CONTACT, List.of(), Machine.NOTHING, PATIENCE);
            return new Contact.Answered(vitals(said.lines().toList(), asked, clock.instant()));
        } catch (NodeException away) {
            return new Contact.Away(String.valueOf(away.getMessage()));
        }
    }

    /// @param said the clock, the load and the cores, whether it is hot
    static Contact.Vitals vitals(List<String> said, Instant asked, Instant answered) {
        if (said.size() < 3) {
            return Contact.Vitals.UNKNOWN;
        }
        try {
            var its = Instant.ofEpochSecond(Long.parseLong(said.get(0).strip()));
            var load = said.get(1).strip().split(" ", -1);
            var perCore = Double.parseDouble(load[0].replace(',', '.')) / Integer.parseInt(load[1]);
            return new Contact.Vitals(
                    perCore, said.get(2).strip().equals("yes"), ahead(its, asked, answered));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException strange) {
            return Contact.Vitals.UNKNOWN;
        }
    }

    private static Duration ahead(Instant its, Instant asked, Instant answered) {
        if (its.isBefore(asked.minus(UNSURE))) {
            return Duration.between(asked, its);
        }
        return its.isAfter(answered.plus(UNSURE)) ? Duration.between(answered, its) : Duration.ZERO;
    }
}
