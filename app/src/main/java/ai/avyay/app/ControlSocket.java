package ai.avyay.app;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a running `up` takes wishes: a socket in a folder of the user's own, guarded by a token
/// that stands in the state folder.
///
/// Whatever arrives, the engine goes on: a request has a greatest length and a deadline, only so
/// many are heard at once, and a caller without the token learns nothing.
final class ControlSocket implements AutoCloseable {
    static final int LONGEST_REQUEST = 32 << 20;
    private static final int CALLERS = 32;
    private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);

    private final ServerSocketChannel server;
    private final Path socket;
    private final String token;
    private final Duration patience;
    private final Function<Wish, Reply> carryOut;
    private final Semaphore places = new Semaphore(CALLERS);

    private ControlSocket(
            ServerSocketChannel server,
            Path socket,
            String token,
            Duration patience,
            Function<Wish, Reply> carryOut) {
        this.server = server;
        this.socket = socket;
        this.token = token;
        this.patience = patience;
        this.carryOut = carryOut;
    }

    /// Opens the socket of `folder`; the caller must hold its lock.
    ///
    /// @param patience how long a caller may take to say what it wants
    static ControlSocket open(Locations folder, Duration patience, Function<Wish, Reply> carryOut) {
        try {
            folder.createRuntime();
            var token = newToken(folder.token());
            Files.deleteIfExists(folder.socket());
            var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(folder.socket()));
            Files.setPosixFilePermissions(
                    folder.socket(), PosixFilePermissions.fromString("rw-------"));
            var opened = new ControlSocket(server, folder.socket(), token, patience, carryOut);
            Thread.ofVirtual().name("control").start(opened::accept);
            return opened;
        } catch (IOException failed) {
            throw CommandException.failed(
                    "the control socket %s cannot be opened (%s); set XDG_RUNTIME_DIR to a folder of your own"
                            .formatted(folder.socket(), failed.getMessage()));
        }
    }

    private static String newToken(Path file) throws IOException {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        var token = HexFormat.of().formatHex(bytes);
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, token);
        return token;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                var caller = server.accept();
                places.acquire();
                Thread.ofVirtual().name("control-caller").start(() -> serve(caller));
            } catch (ClosedChannelException _) {
                return;
            } catch (IOException failed) {
                LOG.warn("a caller of the control socket was lost: {}", failed.getMessage());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void serve(SocketChannel caller) {
        var lines = new LineChannel(caller, LONGEST_REQUEST);
        try (caller) {
            lines.write(WishText.write(reply(heard(caller, lines))));
        } catch (IOException | RuntimeException hostile) {
            LOG.debug("a caller of the control socket was turned away", hostile);
        } finally {
            places.release();
        }
    }

    /// The caller's line; one that takes too long finds its connection closed.
    private String heard(SocketChannel caller, LineChannel lines) throws IOException {
        var listener = Thread.currentThread();
        var guard =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                if (!listener.join(patience)) {
                                    caller.close();
                                }
                            } catch (InterruptedException | IOException _) {
                                Thread.currentThread().interrupt();
                            }
                        });
        try {
            return lines.read();
        } finally {
            guard.interrupt();
        }
    }

    private Reply reply(String line) {
        return Reply.of(() -> {
            var signed = WishText.read(line);
            if (!MessageDigest.isEqual(bytes(signed.token()), bytes(token))) {
                throw CommandException.refused("this caller is not known here");
            }
            return carryOut.apply(signed.wish());
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(socket);
        } catch (IOException failed) {
            LOG.warn("the control socket could not be removed: {}", failed.getMessage());
        }
    }
}
