package ai.avyay.testkit;

import ai.avyay.testkit.Step.Act;
import ai.avyay.testkit.Step.Fault;
import java.util.ArrayList;
import java.util.List;

/// What the scripted model does in one conversation, in order: each tool result that comes back
/// asks for the next act.
///
/// Where a conversation stands is read from its own history, so a script serves any number of
/// conversations at once.
///
/// @param tokens what each answer claims to have used
public record Script(List<Step> steps, Tokens tokens) {
    private static final Step.Say DONE = new Step.Say("Done.");

    /// What a model used.
    ///
    /// @param input tokens read besides the cached ones
    public record Tokens(long input, long cached, long output) {}

    /// What is asked for at one place of a conversation: first its faults, one a request, then its
    /// acts.
    ///
    /// @param endless whether the last fault never passes
    record Turn(List<Fault> faults, List<Act> acts, boolean endless) {}

    public Script {
        steps = List.copyOf(steps);
    }

    public static Script of(Step... steps) {
        return new Script(List.of(steps), new Tokens(1000, 0, 100));
    }

    public Script using(Tokens each) {
        return new Script(steps, each);
    }

    /// The turn after `toolResults` results; the script's last one from then on.
    Turn turn(int toolResults) {
        var turns = turns();
        return turns.get(Math.min(toolResults, turns.size() - 1));
    }

    private List<Turn> turns() {
        var turns = new ArrayList<Turn>();
        var faults = new ArrayList<Fault>();
        var acts = new ArrayList<Act>();
        for (var step : steps) {
            switch (step) {
                case Fault fault -> faults.add(fault);
                case Step.Say say -> acts.add(say);
                case Act call -> {
                    acts.add(call);
                    turns.add(new Turn(List.copyOf(faults), List.copyOf(acts), false));
                    faults.clear();
                    acts.clear();
                }
            }
        }
        var endless = acts.isEmpty() && !faults.isEmpty();
        turns.add(
                new Turn(
                        List.copyOf(faults),
                        acts.isEmpty() ? List.of(DONE) : List.copyOf(acts),
                        endless));
        return turns;
    }
}
