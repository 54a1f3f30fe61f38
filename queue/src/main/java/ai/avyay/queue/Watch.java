package ai.avyay.queue;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices that somebody saved a file of the queue.
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final long GATHERING_NANOS = 20_000_000;
    private static final WatchEvent.Kind<?>[] KINDS = {
        StandardWatchEventKinds.ENTRY_CREATE,
        StandardWatchEventKinds.ENTRY_MODIFY,
        StandardWatchEventKinds.ENTRY_DELETE
    };

    private final Path folder;
    private final BooleanSupplier isTouched;
    private final Runnable onEdit;
    private final Map<WatchKey, Path> folders = new ConcurrentHashMap<>();
    private final Set<Path> ended = ConcurrentHashMap.newKeySet();
    private final Optional<WatchService> service;
    private volatile boolean started;

    /// @param isTouched whether one of the files that people may edit is not as it was written
    Watch(Path folder, BooleanSupplier isTouched, Runnable onEdit) {
        this.folder = folder;
        this.isTouched = isTouched;
        this.onEdit = onEdit;
        service = service(folder);
    }

    private static Optional<WatchService> service(Path folder) {
        try {
            return Optional.of(folder.getFileSystem().newWatchService());
        } catch (IOException | UnsupportedOperationException unavailable) {
            LOG.warn(
                    "edits of {} are seen only when something else happens: files cannot be watched ({})",
                    folder,
                    unavailable.getMessage());
            return Optional.empty();
        }
    }

    void start() throws IOException {
        if (service.isEmpty()) {
            return;
        }
        follow(folder);
        followMonths();
        started = true;
        Thread.ofPlatform().daemon().name("queue-watch").start(() -> run(service.get()));
    }

    private void follow(Path each) throws IOException {
        if (service.isPresent() && Files.isDirectory(each) && !folders.containsValue(each)) {
            folders.put(each.register(service.get(), KINDS), each);
        }
    }

    private void followMonths() throws IOException {
        var done = folder.resolve(DoneFiles.FOLDER);
        follow(done);
        if (Files.isDirectory(done)) {
            try (var months = Files.newDirectoryStream(done)) {
                for (var month : months) {
                    followMonth(month);
                }
            }
        }
    }

    /// A month that is new may have been written to before it was followed, so its files are looked
    /// at.
    private void followMonth(Path month) throws IOException {
        if (folders.containsValue(month) || !Files.isDirectory(month)) {
            return;
        }
        follow(month);
        if (started) {
            try (var files = Files.newDirectoryStream(month, "*" + DoneFiles.SUFFIX)) {
                files.forEach(ended::add);
            }
        }
    }

    private void run(WatchService watching) {
        try {
            while (true) {
                take(watching.take());
                if (isTouched.getAsBoolean() || !ended.isEmpty()) {
                    onEdit.run();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ClosedWatchServiceException _) {
            // The queue was closed.
        } catch (IOException failed) {
            LOG.warn("{} is watched no longer ({})", folder, failed.getMessage());
        }
    }

    private void take(WatchKey key) throws IOException {
        LockSupport.parkNanos(GATHERING_NANOS);
        var place = folders.getOrDefault(key, folder);
        for (var event : key.pollEvents()) {
            if (event.context() instanceof Path name) {
                noted(place.resolve(name));
            }
        }
        if (!key.reset()) {
            folders.remove(key);
        }
    }

    private void noted(Path touched) throws IOException {
        var depth = folder.relativize(touched).getNameCount();
        if (touched.startsWith(folder.resolve(DoneFiles.FOLDER)) && depth < 3) {
            followMonths();
        } else if (depth == 3 && touched.toString().endsWith(DoneFiles.SUFFIX)) {
            ended.add(touched);
        }
    }

    /// Files of ended tasks that were written, by the engine or by somebody else, since this was
    /// last asked.
    Set<Path> endedTouched() {
        if (ended.isEmpty()) {
            return Set.of();
        }
        var touched = Set.copyOf(ended);
        ended.removeAll(touched);
        return touched;
    }

    @Override
    public void close() {
        if (service.isPresent()) {
            try {
                service.get().close();
            } catch (IOException failed) {
                LOG.debug("{} could not be left", folder, failed);
            }
        }
    }
}
