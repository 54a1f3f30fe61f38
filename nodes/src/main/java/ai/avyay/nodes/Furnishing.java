package ai.avyay.nodes;

import ai.avyay.engine.Execution.HomeFile;
import ai.avyay.engine.Execution.Layer;
import ai.avyay.engine.Execution.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Puts into a workspace what a program is to find there, and says what must be mounted besides.
///
/// A program that ran here before may have left links in the way; nothing is ever written through
/// one.
///
/// @param hidden folders that nothing visible may contain: the hub, the other workspaces
record Furnishing(Folders folders, Places places, List<Path> hidden) {

    /// Where a program sees the parts of its workspace.
    record Places(boolean remapped, String tree, String home, String temporary) {
        static Places of(Folders folders, Sandbox sandbox) {
            return sandbox.remaps()
                    ? new Places(true, "/avyay/workspace", "/avyay/home", "/tmp")
                    : new Places(
                            false,
                            folders.tree().toString(),
                            folders.home().toString(),
                            folders.temporary().toString());
        }
    }

    /// Everything that a program run in `surroundings` sees besides the system.
    List<Mount> place(Surroundings surroundings) throws IOException, InterruptedException {
        Removal.contents(folders.temporary());
        Removal.of(folders.layers());
        var mounts = new ArrayList<Mount>();
        mounts.add(Mount.writable(folders.temporary(), places.temporary()));
        if (places.remapped()) {
            mounts.addAll(SyntheticFiles.mounts(folders.synthetic(), surroundings.network()));
        }
        mounts.addAll(visible(surroundings.visible()));
        mounts.add(Mount.writable(folders.home(), places.home()));
        mounts.add(Mount.writable(folders.tree(), places.tree()));
        for (var file : surroundings.home()) {
            mounts.addAll(homeFile(file));
        }
        for (var layer : surroundings.layers()) {
            mounts.addAll(layer(layer, mounts.size()));
        }
        return mounts;
    }

    private List<Mount> visible(List<Path> paths) throws IOException {
        var mounts = new ArrayList<Mount>();
        for (var path :
                paths.stream().sorted(Comparator.comparingInt(Path::getNameCount)).toList()) {
            if (!path.isAbsolute() || !Files.exists(path)) {
                throw new IOException("what is to be visible, " + path + ", does not exist");
            }
            var real = path.toRealPath();
            for (var secret : hidden) {
                if (Files.exists(secret) && secret.toRealPath().startsWith(real)) {
                    throw new IOException(
                            "what is to be visible, "
                                    + path
                                    + ", contains "
                                    + secret
                                    + ", which no program may see; name a smaller folder");
                }
            }
            mounts.add(Mount.readable(real, path.normalize().toString()));
        }
        return mounts;
    }

    private List<Mount> homeFile(HomeFile file) throws IOException {
        var place = inHome(file.path());
        return switch (file) {
            case HomeFile.Written(var path, var text) -> {
                Files.deleteIfExists(place);
                Files.writeString(place, text, StandardOpenOption.CREATE_NEW);
                yield List.of();
            }
            case HomeFile.Shared(var path, var source) -> {
                if (!Files.isRegularFile(source)) {
                    throw new IOException(
                            "the file " + source + " does not exist, which is to be ~/" + path);
                }
                Files.deleteIfExists(place);
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

    /// A copy stands for the layer: it is sound everywhere, and on a file system that shares blocks
    /// it costs little.
    private List<Mount> layer(Layer layer, int number) throws IOException, InterruptedException {
        var absolute = layer.target().startsWith("/");
        if (!places.remapped() && absolute) {
            throw new IOException(
                    "without a sandbox a layer can only lie in HOME, not at " + layer.target());
        }
        if (places.remapped()) {
            var copy = Files.createDirectories(folders.layers()).resolve(Integer.toString(number));
            copy(layer.base(), copy);
            if (!absolute) {
                Files.createDirectories(inHome(layer.target()));
            }
            return List.of(
                    Mount.writable(
                            copy,
                            absolute ? layer.target() : places.home() + "/" + layer.target()));
        }
        var place = inHome(layer.target());
        Removal.of(place);
        copy(layer.base(), place);
        return List.of();
    }

    private static void copy(Path base, Path target) throws IOException, InterruptedException {
        if (!Files.isDirectory(base)) {
            Files.createDirectories(target);
            return;
        }
        try (var paths = Files.walk(base)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                var place = target.resolve(base.relativize(path).toString());
                Files.copy(
                        path, place, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /// The place of `path` in HOME, its folders made; refused where a link or a file is in the way.
    private Path inHome(String path) throws IOException {
        var place = folders.home().resolve(path).normalize();
        if (!place.startsWith(folders.home()) || place.equals(folders.home())) {
            throw new IOException("'" + path + "' does not lie in HOME");
        }
        var folder = folders.home();
        for (var name : folders.home().relativize(place.getParent())) {
            folder = folder.resolve(name);
            if (name.toString().isEmpty() || Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            Files.createDirectory(folder);
        }
        if (Files.isSymbolicLink(place)) {
            Files.delete(place);
        }
        return place;
    }
}
