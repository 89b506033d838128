package dev.loopbench.probes.host;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The small files in which Linux tells about itself. Thread-safe: it has no state. A file that is
 * missing, unreadable or not there on this platform is empty; nothing throws.
 */
public final class ProcFiles {

    private static final int READ_BYTES = 16 * 1024;

    private final Path root;
    private final boolean linux;

    /**
     * @param root the folder that stands for {@code /}
     * @param linux whether there is anything to read at all
     */
    public ProcFiles(Path root, boolean linux) {
        this.root = root;
        this.linux = linux;
    }

    /** Those of this machine. */
    public static ProcFiles system() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return new ProcFiles(Path.of("/"), os.startsWith("linux"));
    }

    /**
     * @param path from the root, with or without a slash in front
     */
    public Optional<String> text(String path) {
        if (!linux) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(bytes(resolve(path)), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Empty if the file is. */
    public List<String> lines(String path) {
        return text(path).map(text -> text.lines().toList()).orElse(List.of());
    }

    /** For files too large to hold; whoever opens it closes it. */
    public Optional<InputStream> stream(String path) {
        if (!linux) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.newInputStream(resolve(path)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * In one read wherever it fits: files below {@code /proc/sys} give nothing to a second one, and
     * {@link Files#readAllBytes} begins with a single byte where the size is said to be 0.
     */
    private static byte[] bytes(Path file) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[READ_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                all.write(piece, 0, count);
            }
        }
        return all.toByteArray();
    }

    /** What the kernel gives as the size of a file or folder; often nothing, which is 0. */
    public long sizeBytes(String path) {
        if (!linux) {
            return 0;
        }
        try {
            return Files.size(resolve(path));
        } catch (IOException unreadable) {
            return 0;
        }
    }

    /** The names in a folder, in no order; empty if it cannot be listed. */
    public List<String> names(String folder) {
        if (!linux) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(resolve(folder))) {
            return children.map(child -> child.getFileName().toString()).toList();
        } catch (IOException | UncheckedIOException unreadable) {
            return List.of();
        }
    }

    /** For a file that stays open; null where there is nothing to read at all. */
    @Nullable File file(String path) {
        return linux ? resolve(path).toFile() : null;
    }

    /** Where a symbolic link points to. */
    public Optional<String> link(String path) {
        if (!linux) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readSymbolicLink(resolve(path)).toString());
        } catch (IOException | UnsupportedOperationException unreadable) {
            return Optional.empty();
        }
    }

    boolean isDirectory(String path) {
        return linux && Files.isDirectory(resolve(path));
    }

    /** Why {@code path} told nothing. */
    public String whyMissing(String path) {
        return linux ? "/" + relative(path) + " does not tell" : "not Linux";
    }

    private Path resolve(String path) {
        return root.resolve(relative(path));
    }

    private static String relative(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }
}
