package ai.avyay.nodes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The command that makes overlays and then becomes another command, all in a mount namespace of
/// its own, so that nothing of it is left when the program has ended, however it ended.
///
/// Where the kernel or the file system cannot do it, the base is copied: slow, but the same to see.
///
/// @param unshare the program `unshare`
/// @param root whether this process may mount without a user namespace
record OverlayMounts(Path unshare, Path mount, boolean root) {
    private static final String SCRIPT =
            """
            options=$1 mount=$2 count=$3
            shift 3
            while test "$count" -gt 0; do
                case $1$2$3 in
                *[,:\\\\]*) false ;;
                *) "$mount" -t overlay -o "lowerdir=$1,upperdir=$2,workdir=$3$options" overlay "$4" 2>/dev/null ;;
                esac || /bin/cp -a --reflink=auto "$1/." "$4/" || exit 126
                shift 4
                count=$((count - 1))
            done
            exec "$@"
            """;

    static Optional<OverlayMounts> ofThisMachine() {
        var root = Superuser.isUs();
        return Programs.find("unshare")
                .flatMap(unshare ->
                        Programs.find("mount")
                                .map(mount -> new OverlayMounts(unshare, mount, root)));
    }

    /// The command line for `command` with `overlays`.
    List<String> around(List<Overlay> overlays, List<String> command) {
        var present =
                overlays.stream().filter(overlay -> Files.isDirectory(overlay.base())).toList();
        if (present.isEmpty()) {
            return command;
        }
        var whole =
                new ArrayList<>(
                        List.of(
                                unshare.toString(),
                                root ? "-m" : "-Urm",
                                "/bin/sh",
                                "-c",
                                SCRIPT,
                                "sh"));
        whole.add(root ? "" : ",userxattr");
        whole.add(mount.toString());
        whole.add(Integer.toString(present.size()));
        for (var overlay : present) {
            for (var path :
                    List.of(overlay.base(), overlay.upper(), overlay.work(), overlay.merged())) {
                whole.add(path.toString());
            }
        }
        whole.addAll(command);
        return whole;
    }
}
