package ai.avyay.app;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Keeps the screen showing the present scene until it is told to stop.
public final class Watch {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final Site site;

    public Watch(Site site) {
        this.site = site;
    }

    /// Shows `scenes` each second until `stop` opens; once only, if nobody looks.
    public void run(Supplier<Scene> scenes, CountDownLatch stop) throws InterruptedException {
        var terminal = site.terminal();
        if (!terminal.interactive()) {
            terminal.print(lines(scenes.get()));
            return;
        }
        terminal.out().print(ENTER);
        try {
            do {
                draw(scenes.get());
            } while (!stop.await(1, TimeUnit.SECONDS));
        } finally {
            terminal.out().print(LEAVE);
            terminal.out().flush();
        }
    }

    private void draw(Scene scene) {
        var screen = new StringBuilder(HOME);
        lines(scene).forEach(line -> screen.append(line).append(CLEAR_LINE).append("\r\n"));
        site.terminal().out().print(screen.append(CLEAR_BELOW));
        site.terminal().out().flush();
    }

    private java.util.List<String> lines(Scene scene) {
        var terminal = site.terminal();
        return WatchView.render(
                scene, terminal.ink(), terminal.width(), site.situation().clock().instant());
    }

    /// The scene as the queue's files tell it.
    public Scene scene() {
        return scene(site.board());
    }

    /// The scene of `board`.
    Scene scene(ai.avyay.planning.Board board) {
        var name = Optional.ofNullable(site.repository().root().getFileName()).map(Path::toString);
        return new Scene(
                name.orElse("/"),
                board,
                site.queue().log(RECENT).reversed(),
                site.situation().zone());
    }

    private static final int RECENT = 6;
}
