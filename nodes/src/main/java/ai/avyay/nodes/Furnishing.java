package ai.avyay.nodes;

import ai.avyay.engine.Execution.HomeFile;
import ai.avyay.engine.Execution.Layer;
import ai.avyay.engine.Execution.Surroundings;
import ai.avyay.engine.Execution.Writes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts into a workspace what a program is to find there, and says what else it is to see.
///
/// A program that ran here before may have left links in the way; nothing is ever written through
/// one.
///
/// @param hidden folders that nothing visible may contain: the hub, the other workspaces
record Furnishing(Folders folders, Places places, List<Path> hidden) {

    /// What a program that is run in `surroundings` sees; TMPDIR is empty for each.
    Enclosure enclosure(Surroundings surroundings, Map<String, String> environment)
            throws IOException, InterruptedException {
        Removal.contents(folders.temporary());
        Removal.of(folders.layers());
        var overlays = new ArrayList<Overlay>();
        var mounts = new ArrayList<Mount>();
        mounts.add(Mount.writable(folders.temporary(), places.temporary()));
        if (places.remapped()) {
            mounts.addAll(SyntheticFiles.mounts(folders.synthetic(), surroundings.network()));
        }
        mounts.addAll(visible(surroundings.visible()));
        mounts.add(Mount.writable(folders.home(), places.home()));
        mounts.add(Mount.writable(folders.tree(), places.tree()));
        for (var layer : surroundings.layers()) {
            if (layer.writes() == Writes.KEPT) {
                mounts.add(kept(layer));
            } else if (places.remapped()) {
                var overlay =
                        Overlay.make(layer.base(), folders.layers().resolve("" + overlays.size()));
                overlays.add(overlay);
                mounts.add(Mount.writable(overlay.merged(), places.ready(layer.target())));
            } else {
                copy(layer);
            }
        }
        for (var file : surroundings.home()) {
            mounts.addAll(homeFile(file));
        }
        return new Enclosure(
                overlays, mounts, surroundings.network(), places.tree(), whole(environment));
    }

    private Map<String, String> whole(Map<String, String> environment) {
        var whole = new HashMap<>(Map.of("PATH", Programs.PATH, "LANG", "C.UTF-8", "TERM", "dumb"));
        whole.putAll(environment);
        whole.put("HOME", places.home());
        whole.put("TMPDIR", places.temporary());
        return whole;
    }

    private List<Mount> visible(List<Path> paths) throws IOException {
        var mounts = new ArrayList<Mount>();
        for (var path :
                paths.stream().sorted(Comparator.comparingInt(Path::getNameCount)).toList()) {
            if (!path.isAbsolute() || !Files.exists(path)) {
                throw new IOException(path + " is to be visible, but does not exist");
            }
            var real = path.toRealPath();
            Places.refuseSecret(real, hidden);
            mounts.add(Mount.readable(real, path.normalize().toString()));
        }
        return mounts;
    }

    private List<Mount> homeFile(HomeFile file) throws IOException {
        var place = Paths.place(folders.home(), file.path());
        Files.deleteIfExists(place);
        return switch (file) {
            case HomeFile.Written(var path, var text) -> {
                Files.writeString(place, text, StandardOpenOption.CREATE_NEW);
                yield List.of();
            }
            case HomeFile.Shared(var path, var source) -> {
                if (!Files.isRegularFile(source)) {
                    throw new IOException(
                            source + " is to be seen as ~/" + path + ", but is no file");
                }
                if (places.remapped()) {
                    Files.createFile(place);
                    yield List.of(Mount.readable(source.toRealPath(), places.home() + "/" + path));
                }
                Files.copy(source, place);
                Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("r--------"));
                yield List.of();
            }
        };
    }

    /// Where nothing can be mounted, a link in HOME leads to the folder.
    private Mount kept(Layer layer) throws IOException {
        var base = layer.base().toRealPath();
        if (places.remapped()) {
            return Mount.writable(base, places.ready(layer.target()));
        }
        Files.createSymbolicLink(cleared(layer), base);
        return Mount.writable(base, base.toString());
    }

    /// The place of a layer in HOME, with nothing there.
    private Path cleared(Layer layer) throws IOException {
        if (layer.target().startsWith("/")) {
            throw new IOException(
                    "without a sandbox a layer can only lie in HOME, not at " + layer.target());
        }
        var target = Paths.place(folders.home(), layer.target());
        Removal.of(target);
        return target;
    }

    /// Where nothing can be mounted, a copy in HOME stands for the layer.
    private void copy(Layer layer) throws IOException, InterruptedException {
        var target = cleared(layer);
        if (!Files.isDirectory(layer.base())) {
            Files.createDirectory(target);
            return;
        }
        try (var paths = Files.walk(layer.base())) {
            for (var path : (Iterable<Path>) paths::iterator) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                var place = target.resolve(layer.base().relativize(path).toString());
                Files.copy(
                        path, place, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
