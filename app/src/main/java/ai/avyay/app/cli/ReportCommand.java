package ai.avyay.app.cli;

import ai.avyay.app.CommandException;
import ai.avyay.app.Site;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Puts the history into numbers.
@Command(name = "report", description = "Put the history into numbers.")
final class ReportCommand implements Callable<Integer> {

    ReportCommand(Site site) {}

    @Override
    public Integer call() {
        throw CommandException.refused("there is no report yet");
    }
}
