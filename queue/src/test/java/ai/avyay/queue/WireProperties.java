package ai.avyay.queue;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// What is written is read back, and written the same again.
class WireProperties {
    @Property(tries = 150)
    void the_queue_file_is_read_back_and_written_the_same(@ForAll long seed) {
        var history = new RandomHistory(seed);
        history.changes(60);
        var tasks = history.state().live();

        var text = QueueText.write(tasks.values());

        assertThat(QueueText.read("queue.json", text)).isEqualTo(tasks);
        assertThat(QueueText.write(QueueText.read("queue.json", text).values())).isEqualTo(text);
    }

    @Property(tries = 100)
    void the_engine_file_is_read_back_and_written_the_same(@ForAll long seed) {
        var history = new RandomHistory(seed);
        history.changes(60);
        var engine = history.state().engine();

        var text = EngineText.write(engine);

        assertThat(EngineText.read("engine.json", text)).isEqualTo(engine);
        assertThat(EngineText.write(EngineText.read("engine.json", text))).isEqualTo(text);
    }

    @Property(tries = 150)
    void events_are_read_back(@ForAll long seed) {
        for (var change : new RandomHistory(seed).changes(40)) {
            assertThat(EventText.read("body", EventText.write(change.events())))
                    .isEqualTo(change.events());
        }
    }

    @Test
    void every_kind_of_event_has_a_form() {
        var words = new TreeSet<String>();
        kinds(Event.class).forEach(kind -> words.add(EventText.word(kind)));

        assertThat(EventReading.words()).containsExactlyInAnyOrderElementsOf(words);
    }

    @Test
    void the_histories_of_these_tests_hold_every_kind_of_event() {
        Set<Class<?>> seen = new HashSet<>();
        for (var change : new RandomHistory(7).changes(2000)) {
            change.events().forEach(event -> seen.add(event.getClass()));
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(kinds(Event.class));
    }

    private static List<Class<? extends Event>> kinds(Class<? extends Event> type) {
        if (!type.isSealed()) {
            return List.of(type);
        }
        var kinds = new ArrayList<Class<? extends Event>>();
        for (var each : type.getPermittedSubclasses()) {
            kinds.addAll(kinds(each.asSubclass(Event.class)));
        }
        return kinds;
    }
}
