package ai.avyay.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a dying disk, a loss of power or a person does to the hub's files.
enum Damage {
    HEAD_EMPTY {
        @Override
        void to(Repositories repositories) {
            write(repositories.hubFolder().resolve("HEAD"), "");
        }
    },
    HEAD_GONE {
        @Override
        void to(Repositories repositories) {
            delete(repositories.hubFolder().resolve("HEAD"));
        }
    },
    CONFIG_GARBLED {
        @Override
        void to(Repositories repositories) {
            write(repositories.hubFolder().resolve("config"), "[core\n\0\0");
        }
    },
    BRANCH_GONE {
        @Override
        void to(Repositories repositories) {
            delete(repositories.hubFolder().resolve(ShippingBranch.REF));
        }
    },
    BRANCH_EMPTY {
        @Override
        void to(Repositories repositories) {
            write(repositories.hubFolder().resolve(ShippingBranch.REF), "");
        }
    },
    BRANCH_GARBLED {
        @Override
        void to(Repositories repositories) {
            write(repositories.hubFolder().resolve(ShippingBranch.REF), "\0\0\0");
        }
    },
    TIP_GONE {
        @Override
        void to(Repositories repositories) {
            delete(object(repositories, ShippingBranch.REF));
        }
    },
    TIP_EMPTY {
        @Override
        void to(Repositories repositories) {
            write(object(repositories, ShippingBranch.REF), "");
        }
    },
    TREE_GARBLED {
        @Override
        void to(Repositories repositories) {
            write(object(repositories, ShippingBranch.REF + "^{tree}"), "garbled");
        }
    },
    FILE_EMPTY {
        @Override
        void to(Repositories repositories) {
            write(object(repositories, ShippingBranch.REF + ":README.md"), "");
        }
    },
    FILE_GONE {
        @Override
        void to(Repositories repositories) {
            delete(object(repositories, ShippingBranch.REF + ":README.md"));
        }
    },
    OBJECTS_GONE {
        @Override
        void to(Repositories repositories) {
            Quarantine.remove(repositories.hubFolder().resolve("objects"));
        }
    };

    abstract void to(Repositories repositories);

    /// The file of an object, with all others in files of their own as well.
    static Path object(Repositories repositories, String name) {
        var id = repositories.gitInHub("rev-parse", "--verify", name);
        return repositories.hubFolder().resolve("objects", id.substring(0, 2), id.substring(2));
    }

    /// Takes every object out of its pack.
    static void unpack(Repositories repositories) {
        var packs = repositories.hubFolder().resolve("objects/pack");
        var aside = repositories.hubFolder().resolveSibling("packs");
        try {
            Files.move(packs, aside);
            Files.createDirectories(packs);
            try (var found = Files.newDirectoryStream(aside, "*.pack")) {
                for (var pack : found) {
                    Repositories.unpack(repositories.hubFolder(), pack);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Quarantine.remove(aside);
    }

    static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.deleteIfExists(file);
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
