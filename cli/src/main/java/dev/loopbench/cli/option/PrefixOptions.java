package dev.loopbench.cli.option;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Below which folder programs are installed. Confined to the main thread. */
public final class PrefixOptions {

    private static final String HOME = "~/";

    @Option(
            names = "--prefix",
            paramLabel = "DIR",
            description = "the folder that has bin and share in it (default: ~/.local)")
    @Nullable String prefix;

    /** Absolute. */
    public Path prefix(Map<String, String> environment) throws UsageException {
        String given = prefix == null ? HOME + ".local" : prefix;
        if (given.isEmpty()) {
            throw new UsageException("--prefix needs the name of a folder.");
        }
        // Shells leave it as it is behind an equals sign.
        if (given.startsWith(HOME)) {
            given = home(environment) + given.substring(HOME.length() - 1);
        }
        try {
            return Path.of(given).toAbsolutePath().normalize();
        } catch (InvalidPathException invalid) {
            throw new UsageException("--prefix " + given + " is not a path that can be used.");
        }
    }

    private static String home(Map<String, String> environment) throws UsageException {
        String home = environment.getOrDefault("HOME", "");
        if (home.isEmpty()) {
            throw new UsageException("HOME is not set, so --prefix has to name a folder.");
        }
        return home;
    }
}
