package ai.avyay.queue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts a new file in the place of an old one and hands the old one out, so that whatever a person
/// saved there a moment before is never lost.
///
/// On Linux both change places in one step. Elsewhere the old one is moved out first, and for a
/// moment there is none.
final class Exchange {
    private static final int HERE = -100;
    private static final int SWAP = 2;
    private static final int TRIES = 100;

    private Optional<Optional<MethodHandle>> renameat2 = Optional.empty();

    /// Looked up when first needed, since that takes longer than reading a queue does.
    private Optional<MethodHandle> renameat2() {
        if (renameat2.isEmpty()) {
            renameat2 = Optional.of(find());
        }
        return renameat2.get();
    }

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> find() {
        try {
            var linker = Linker.nativeLinker();
            var form =
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_INT);
            return linker.defaultLookup()
                    .find("renameat2")
                    .map(symbol -> linker.downcallHandle(symbol, form));
        } catch (UnsupportedOperationException | IllegalCallerException _) {
            return Optional.empty();
        }
    }

    /// Puts `fresh` in the place of `target`.
    ///
    /// @return what stood there, the newest last, under names of its own beside `fresh`
    List<Path> put(Path fresh, Path target) throws IOException {
        if (Files.exists(target) && swap(fresh, target)) {
            return List.of(fresh);
        }
        return stepwise(fresh, target);
    }

    private boolean swap(Path fresh, Path target) {
        var call = renameat2();
        if (call.isEmpty()) {
            return false;
        }
        try (var arena = Arena.ofConfined()) {
            var left = arena.allocateFrom(fresh.toAbsolutePath().toString());
            var right = arena.allocateFrom(target.toAbsolutePath().toString());
            return (int) call.get().invokeExact(HERE, left, HERE, right, SWAP) == 0;
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Moves the old one out, then links the new one in, which fails if a person was quicker.
    private static List<Path> stepwise(Path fresh, Path target) throws IOException {
        var out = new ArrayList<Path>();
        while (out.size() < TRIES) {
            var old = fresh.resolveSibling(fresh.getFileName() + "." + out.size());
            try {
                Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
                out.add(old);
            } catch (NoSuchFileException _) {
                // Nothing stood there, so there is nothing to hand out.
            }
            try {
                Files.createLink(target, fresh);
                Files.delete(fresh);
                return out;
            } catch (UnsupportedOperationException _) {
                // Without links there is no better way on this file system.
                Files.move(fresh, target);
                return out;
            } catch (FileAlreadyExistsException _) {
                // A person saved in this very moment: that file comes out as well.
            }
        }
        throw new IOException(target + " is being written all the time, close what writes it");
    }
}
