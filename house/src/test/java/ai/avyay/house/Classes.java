package ai.avyay.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;

/// The compiled classes of all modules, read from their folders.
final class Classes {
    static final JavaClasses MAIN = in("target/classes");
    static final JavaClasses TEST = in("target/test-classes");

    private Classes() {}

    private static JavaClasses in(String folder) {
        var tree = WorkTree.here();
        var folders =
                tree.modules().stream().map(module -> tree.root().resolve(module).resolve(folder));
        return new ClassFileImporter()
                .withImportOption(location -> !location.contains("/jmh_generated/"))
                .importPaths(folders.toArray(Path[]::new));
    }
}
