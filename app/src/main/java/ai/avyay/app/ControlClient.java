package ai.avyay.app;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.Optional;

/// Speaks to a running `up`.
final class ControlClient {
    private static final int LONGEST_REPLY = 32 << 20;

    private final Locations folder;

    ControlClient(Locations folder) {
        this.folder = folder;
    }

    /// What the running `up` replies to `wish`; empty if none listens.
    ///
    /// @throws CommandException if it hung up before it replied
    Optional<Reply> ask(Wish wish) {
        if (!Files.exists(folder.socket())) {
            return Optional.empty();
        }
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(folder.socket()))) {
            return Optional.of(talk(channel, wish));
        } catch (IOException nobody) {
            return Optional.empty();
        }
    }

    /// Whether an `up` listens.
    boolean listens() {
        try (var _ = SocketChannel.open(UnixDomainSocketAddress.of(folder.socket()))) {
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    private Reply talk(SocketChannel channel, Wish wish) throws IOException {
        var token = Files.readString(folder.token()).strip();
        var lines = new LineChannel(channel, LONGEST_REPLY);
        try {
            lines.write(WishText.write(new WishText.Signed(token, wish)));
            return WishText.readReply(lines.read());
        } catch (IOException hungUp) {
            throw CommandException.failed(
                    "avyay up ended before it replied (%s); look with `avyay list`, and ask again if it was not done"
                            .formatted(hungUp.getMessage()));
        }
    }
}
