package ai.avyay.testkit;

import ai.avyay.testkit.Step.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Says what comes next in a conversation.
final class Director {
    private static final List<String> SESSION_HEADERS =
            List.of("x-claude-code-session-id", "session-id", "x-session-id");

    private final Function<Conversation, Script> choice;
    private final Map<Place, Integer> faultsServed = new ConcurrentHashMap<>();

    Director(Function<Conversation, Script> choice) {
        this.choice = choice;
    }

    /// A place in a conversation; faults are counted by it, for nothing in a request tells that it
    /// was tried before.
    private record Place(String conversation, int toolResults) {}

    /// What is sent back: the reply, or what goes wrong on its way.
    record Answer(Reply reply, Optional<Fault> fault) {}

    Answer answer(Heard heard, Map<String, String> headers, String id) {
        if (heard.tools().isEmpty()) {
            // A request without tools is a side call, for a title or the like.
            return new Answer(
                    new Reply(
                            id,
                            heard.model(),
                            "Task",
                            Optional.empty(),
                            new Script.Tokens(10, 0, 1)),
                    Optional.empty());
        }
        var conversation =
                SESSION_HEADERS.stream()
                        .filter(headers::containsKey)
                        .findFirst()
                        .map(name -> name + headers.get(name))
                        .orElse(heard.prompt());
        var script = choice.apply(new Conversation(conversation, heard.prompt()));
        var turn = script.turn(heard.toolResults());
        var fault = fault(turn, new Place(conversation, heard.toolResults()));
        return new Answer(reply(turn, heard, id, script.tokens()), fault);
    }

    private Optional<Fault> fault(Script.Turn turn, Place place) {
        if (turn.faults().isEmpty()) {
            return Optional.empty();
        }
        var served = faultsServed.merge(place, 1, Integer::sum) - 1;
        if (served < turn.faults().size()) {
            return Optional.of(turn.faults().get(served));
        }
        return turn.endless() ? Optional.of(turn.faults().getLast()) : Optional.empty();
    }

    private static Reply reply(Script.Turn turn, Heard heard, String id, Script.Tokens tokens) {
        var toolbox = new Toolbox(heard.tools());
        var text = new StringBuilder();
        var call = Optional.<Reply.Call>empty();
        for (var act : turn.acts()) {
            switch (act) {
                case Step.Say(var words) -> text.append(text.isEmpty() ? "" : "\n").append(words);
                case Step.RunShell(var command) -> call = Optional.of(toolbox.shell(command));
                case Step.WriteFile(var path, var content) ->
                        call = Optional.of(toolbox.write(path, content));
            }
        }
        return new Reply(id, heard.model(), text.toString(), call, tokens);
    }
}
