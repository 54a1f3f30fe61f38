package ai.avyay.app.cli;

import ai.avyay.app.CommandException;
import ai.avyay.app.Site;
import ai.avyay.app.Situation;
import ai.avyay.documents.DocumentException;
import ai.avyay.engine.NodeException;
import ai.avyay.engine.QueueException;
import ai.avyay.integration.IntegrationException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The `avyay` command with all that can be asked of it.
@Command(
        name = "avyay",
        versionProvider = Version.class,
        description = "Has a fleet of coding agents build from a queue, through gates.",
        synopsisSubcommandLabel = "COMMAND")
public final class Avyay implements Callable<Integer> {
    private static final SequencedMap<String, Function<Site, Object>> COMMANDS = commands();

    private final Situation situation;

    private Avyay(Situation situation) {
        this.situation = situation;
    }

    private static SequencedMap<String, Function<Site, Object>> commands() {
        var commands = new LinkedHashMap<String, Function<Site, Object>>();
        commands.put("demo", DemoCommand::new);
        commands.put("init", InitCommand::new);
        commands.put("add", AddCommand::new);
        commands.put("up", UpCommand::new);
        commands.put("list", ListCommand::new);
        commands.put("ready", ReadyCommand::new);
        commands.put("show", ShowCommand::new);
        commands.put("why", WhyCommand::new);
        commands.put("plan", PlanCommand::new);
        commands.put("simulate", SimulateCommand::new);
        commands.put("watch", WatchCommand::new);
        commands.put("log", LogCommand::new);
        commands.put("approve", ApproveCommand::new);
        commands.put("reject", RejectCommand::new);
        commands.put("retry", TaskCommands.Retry::new);
        commands.put("abandon", TaskCommands.Abandon::new);
        commands.put("cancel", TaskCommands.Cancel::new);
        commands.put("pause", EngineCommands.Pause::new);
        commands.put("resume", EngineCommands.Resume::new);
        commands.put("reload", EngineCommands.Reload::new);
        commands.put("node", NodeCommands::new);
        commands.put("diff", HistoryCommands.Diff::new);
        commands.put("rewind", HistoryCommands.Rewind::new);
        commands.put("branch", HistoryCommands.Branch::new);
        commands.put("report", ReportCommand::new);
        commands.put("warm", WarmCommand::new);
        commands.put("completion", CompletionCommand::new);
        return commands;
    }

    /// Runs the command that `typed` names.
    ///
    /// @return the exit code: 0 done, 1 failed, 2 wrong use, 3 refused by the state of things
    public static int run(Situation situation, String... typed) {
        var arguments = withHelpAsOption(typed);
        var terminal = situation.terminal();
        return commandLine(situation, arguments)
                .setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()))
                .setErr(new PrintWriter(terminal.err(), true, terminal.err().charset()))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(
                                switch (terminal.ink()) {
                                    case COLOURED -> CommandLine.Help.Ansi.ON;
                                    case PLAIN -> CommandLine.Help.Ansi.OFF;
                                }))
                .setUsageHelpWidth(Math.clamp(terminal.width(), 60, 120))
                .setParameterExceptionHandler((wrong, _) -> wrongUse(situation, wrong))
                .setExecutionExceptionHandler((failure, _, _) -> failed(situation, failure))
                .execute(arguments);
    }

    /// `help` and `help COMMAND` say what `--help` says.
    private static String[] withHelpAsOption(String... typed) {
        if (typed.length == 0 || !typed[0].equals("help")) {
            return typed;
        }
        var rest = new ArrayList<>(List.of(typed).subList(1, typed.length));
        rest.add("--help");
        return rest.toArray(String[]::new);
    }

    /// Only the command that is asked for is built, because building all of them takes longer than
    /// most of them run.
    private static CommandLine commandLine(Situation situation, String... arguments) {
        var root = new CommandLine(helpful(CommandSpec.forAnnotatedObject(new Avyay(situation))));
        root.getCommandSpec()
                .addOption(
                        OptionSpec.builder("-V", "--version")
                                .versionHelp(true)
                                .description("Show the version and end.")
                                .build());
        var site = new Site(situation);
        var asked = arguments.length > 0 ? COMMANDS.get(arguments[0]) : null;
        if (asked != null && !arguments[0].equals(CompletionCommand.NAME)) {
            add(root, arguments[0], asked.apply(site));
        } else {
            COMMANDS.forEach((name, command) -> add(root, name, command.apply(site)));
        }
        return root;
    }

    private static void add(CommandLine root, String name, Object command) {
        var spec = helpful(CommandSpec.forAnnotatedObject(command));
        if (command instanceof Group group) {
            group.commands()
                    .forEach((each, inner) ->
                            spec.addSubcommand(
                                    each, helpful(CommandSpec.forAnnotatedObject(inner))));
        }
        root.addSubcommand(name, spec);
    }

    private static CommandSpec helpful(CommandSpec spec) {
        spec.usageMessage().autoWidth(true);
        return spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this and end.")
                        .build());
    }

    private static int wrongUse(Situation situation, CommandLine.ParameterException wrong) {
        var name = wrong.getCommandLine().getCommandSpec().qualifiedName();
        var unmatched =
                wrong instanceof CommandLine.UnmatchedArgumentException unknown
                        ? Suggestion.of(unknown, COMMANDS.sequencedKeySet())
                        : "";
        situation
                .terminal()
                .complain(
                        "%s%s (`%s --help` says more)"
                                .formatted(firstLine(wrong), unmatched, name));
        return CommandException.Kind.WRONG_USE.exitCode();
    }

    private static int failed(Situation situation, Exception failure) {
        if (situation.debugging()) {
            failure.printStackTrace(situation.terminal().err());
        }
        return switch (failure) {
            case CommandException known -> complain(situation, known.kind(), known);
            case DocumentException wrong ->
                    complain(situation, CommandException.Kind.WRONG_USE, wrong);
            case IntegrationException refused ->
                    complain(situation, CommandException.Kind.REFUSED, refused);
            case QueueException broken -> complain(situation, CommandException.Kind.FAILED, broken);
            case NodeException broken -> complain(situation, CommandException.Kind.FAILED, broken);
            default -> {
                situation
                        .terminal()
                        .complain(
                                "this is a bug of ours: %s (AVYAY_DEBUG=1 shows where)"
                                        .formatted(failure));
                yield CommandException.Kind.FAILED.exitCode();
            }
        };
    }

    private static int complain(
            Situation situation, CommandException.Kind kind, Exception failure) {
        situation.terminal().complain(String.valueOf(failure.getMessage()));
        return kind.exitCode();
    }

    private static String firstLine(Exception wrong) {
        if (wrong instanceof CommandLine.UnmatchedArgumentException unknown
                && unknown.getCommandLine().getParent() == null
                && !unknown.getUnmatched().getFirst().startsWith("-")) {
            return "there is no command '%s'".formatted(unknown.getUnmatched().getFirst());
        }
        return String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
    }

    /// Called without a command.
    @Override
    public Integer call() {
        situation
                .terminal()
                .complain("say what to do, such as `avyay list`; `avyay --help` names all");
        return CommandException.Kind.WRONG_USE.exitCode();
    }
}
