package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.domain.TaskId;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ControlSocketTest {
    private static final Wish PAUSE = new Wish.Pause("lunch");

    @TempDir Path folder;
    private final Queue<Wish> wishes = new ConcurrentLinkedQueue<>();
    private Locations locations = new Locations(Path.of("x"), Path.of("x"), Path.of("x"));
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeEach
    void listen() throws IOException {
        locations =
                new Locations(
                        Files.createDirectory(folder.resolve("state")),
                        folder.resolve("cache"),
                        folder.resolve("run/x"));
        listen(Duration.ofSeconds(20));
    }

    private void listen(Duration patience) {
        open.add(ControlSocket.open(locations, patience, this::note));
    }

    private Reply note(Wish wish) {
        wishes.add(wish);
        return Reply.done(List.of("noted"));
    }

    @AfterEach
    void hang_up() throws Exception {
        for (var each : open.reversed()) {
            each.close();
        }
    }

    private SocketChannel call() throws IOException {
        var channel = SocketChannel.open(UnixDomainSocketAddress.of(locations.socket()));
        open.add(channel);
        return channel;
    }

    private static void say(SocketChannel channel, byte[] bytes) throws IOException {
        var rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    private Reply answerTo(String line) throws IOException {
        var channel = call();
        say(channel, (line + "\n").getBytes(StandardCharsets.UTF_8));
        return WishText.readReply(new LineChannel(channel, 1 << 20).read());
    }

    private void itStillListens() {
        assertThat(new ControlClient(locations).ask(PAUSE)).contains(Reply.done(List.of("noted")));
    }

    @Test
    void a_wish_arrives_and_its_reply_comes_back() {
        var wish = new Wish.Reject(new TaskId("a-task"), "more\ntests \"please\" ☕", "me");
        assertThat(new ControlClient(locations).ask(wish)).contains(Reply.done(List.of("noted")));
        assertThat(wishes).containsExactly(wish);
    }

    @Test
    void only_the_owner_can_reach_it() throws IOException {
        assertThat(mode(locations.socket())).isEqualTo("rw-------");
        assertThat(mode(locations.runtime())).isEqualTo("rwx------");
        assertThat(mode(locations.token())).isEqualTo("rw-------");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void a_folder_that_is_open_to_others_is_not_used() throws IOException {
        var shared = Files.createDirectories(folder.resolve("shared/y"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        var elsewhere = new Locations(locations.path(), locations.cache(), shared);
        assertThatThrownBy(() -> ControlSocket.open(elsewhere, Duration.ofSeconds(1), this::note))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("set XDG_RUNTIME_DIR");
    }

    @Test
    void a_caller_without_the_token_is_turned_away() throws IOException {
        var reply = answerTo(WishText.write(new WishText.Signed("0".repeat(64), PAUSE)));
        assertThat(reply).isEqualTo(refused("this caller is not known here"));
        assertThat(wishes).isEmpty();
        itStillListens();
    }

    private static Reply refused(String text) {
        return Reply.refused(CommandException.Kind.REFUSED, text);
    }

    @Test
    void garbage_is_turned_away() throws IOException {
        for (var garbage : List.of("", "{", "GET / HTTP/1.1", "[[[[", "{\"token\": 3}", "\u0000")) {
            assertThat(answerTo(garbage).refusal()).isPresent();
        }
        assertThat(wishes).isEmpty();
        itStillListens();
    }

    @Test
    void a_request_without_end_is_cut_off() throws IOException {
        var channel = call();
        var megabyte = new byte[1 << 20];
        Arrays.fill(megabyte, (byte) 'x');
        assertThatThrownBy(
                        () -> {
                            for (var sent = 0L; sent < 4L * ControlSocket.LONGEST_REQUEST; ) {
                                say(channel, megabyte);
                                sent += megabyte.length;
                            }
                        })
                .isInstanceOf(IOException.class);
        itStillListens();
    }

    @Test
    void a_caller_that_says_nothing_is_hung_up_on() throws Exception {
        open.removeFirst().close();
        listen(Duration.ofMillis(50));
        var silent = call();
        say(silent, "{\"token\":".getBytes(StandardCharsets.UTF_8));
        assertThat(silent.read(ByteBuffer.allocate(10))).isEqualTo(-1);
        itStillListens();
    }

    @Test
    void a_caller_that_hangs_up_in_the_middle_harms_nobody() throws IOException {
        for (var i = 0; i < 100; i++) {
            try (var channel = call()) {
                say(channel, "{\"token\":".getBytes(StandardCharsets.UTF_8));
            }
        }
        itStillListens();
    }

    @Test
    void nobody_answers_once_it_is_closed() throws Exception {
        open.removeFirst().close();
        assertThat(new ControlClient(locations).ask(PAUSE)).isEmpty();
        assertThat(locations.socket()).doesNotExist();
    }
}
