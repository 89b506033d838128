package dev.loopbench.cli;

import dev.loopbench.probes.result.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** What this program was built from. Stateless. */
final class Build {

    /** Written by the build, beside this class. */
    private static final String RESOURCE = "version.properties";

    private static final String UNKNOWN = "unknown";

    private Build() {}

    static Tool tool() {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(Build.class.getResourceAsStream(RESOURCE))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Tool("loopbench", text(properties, "version"), commit(properties));
    }

    /** The line that {@code --version} prints. */
    static String line(Tool tool) {
        return tool.name() + " " + tool.version() + " (" + tool.commit() + ")";
    }

    private static String commit(Properties properties) {
        String commit = text(properties, "commit");
        boolean changed = text(properties, "dirty").equals("true");
        return changed ? commit + "-dirty" : commit;
    }

    /** A placeholder that nothing was put into, as without a repository, is no value. */
    private static String text(Properties properties, String key) {
        String value = properties.getProperty(key, UNKNOWN);
        return value.startsWith("$") ? UNKNOWN : value;
    }
}
