package ai.avyay.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The git repository of the user, as found from the folder that a command was called in.
///
/// A linked worktree belongs to the repository it is linked to, so that there is one queue for
/// both.
///
/// @param root the top of its main work tree
/// @param gitFolder the folder that all its work trees share
public record Repository(Path root, Path gitFolder) {

    /// The repository that `folder` lies in.
    ///
    /// @throws CommandException if there is none with a work tree
    public static Repository find(Path folder) {
        var start = folder.toAbsolutePath().normalize();
        for (Path here = start; here != null; here = here.getParent()) {
            var git = here.resolve(".git");
            if (Files.isDirectory(git)) {
                return new Repository(here, git);
            }
            if (Files.isRegularFile(git)) {
                return linked(here, git);
            }
            if (looksBare(here)) {
                throw CommandException.refused(
                        "%s is a bare repository and has no files to build; clone it and call avyay in the clone"
                                .formatted(here));
            }
        }
        throw CommandException.refused(
                "%s is not in a git repository; go to one, or make one with `git init` and a first commit"
                        .formatted(start));
    }

    private static Repository linked(Path here, Path pointer) {
        try {
            var target = Files.readString(pointer).strip();
            if (!target.startsWith("gitdir:")) {
                throw CommandException.refused(
                        pointer + " is not understood; check it with `git status`");
            }
            var own = here.resolve(target.substring("gitdir:".length()).strip()).normalize();
            var commonFile = own.resolve("commondir");
            if (!Files.isRegularFile(commonFile)) {
                return new Repository(here, own);
            }
            var common = own.resolve(Files.readString(commonFile).strip()).normalize();
            var main = common.getParent();
            return common.endsWith(".git") && main != null
                    ? new Repository(main, common)
                    : new Repository(here, common);
        } catch (IOException unreadable) {
            throw CommandException.failed(
                    "%s cannot be read (%s); check it with `git status`"
                            .formatted(pointer, unreadable.getMessage()));
        }
    }

    private static boolean looksBare(Path folder) {
        return Files.isRegularFile(folder.resolve("HEAD"))
                && Files.isDirectory(folder.resolve("objects"))
                && Files.isDirectory(folder.resolve("refs"));
    }

    /// The branch that is to be shipped to.
    ///
    /// @param configured what the configuration names
    /// @throws CommandException if there is nothing to ship to
    public String shippingBranch(Optional<String> configured) {
        var branch = configured.or(this::checkedOutBranch).orElseThrow(this::detached);
        if (git(List.of("rev-parse", "--quiet", "--verify", "refs/heads/" + branch + "^{commit}"))
                .isPresent()) {
            return branch;
        }
        if (git(List.of("rev-parse", "--quiet", "--verify", "HEAD^{commit}")).isEmpty()) {
            throw CommandException.refused(
                    "%s has no commit yet; make a first one with `git commit`".formatted(root));
        }
        throw CommandException.refused(
                "there is no branch %s in %s; make it with `git branch %s`, or name another under `integration: branch:` in avyay.yaml"
                        .formatted(branch, root, branch));
    }

    private CommandException detached() {
        return CommandException.refused(
                "HEAD of %s is detached; check out a branch, or name one under `integration: branch:` in avyay.yaml"
                        .formatted(root));
    }

    private Optional<String> checkedOutBranch() {
        return git(List.of("symbolic-ref", "--quiet", "--short", "HEAD"));
    }

    /// The first line that git says, or empty if it fails.
    private Optional<String> git(List<String> arguments) {
        var command = new java.util.ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(arguments);
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? said.lines().findFirst() : Optional.empty();
        } catch (IOException missing) {
            throw CommandException.failed("git cannot be run; install git 2.30 or newer");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw CommandException.failed("interrupted");
        }
    }
}
