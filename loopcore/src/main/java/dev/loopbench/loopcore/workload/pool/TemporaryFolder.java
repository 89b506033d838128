package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A new folder that is removed with all that is in it. Immutable. */
public final class TemporaryFolder implements AutoCloseable {

    /** Where the user wants it. */
    static final Parameter PARENT =
            Parameter.of(
                    "folder",
                    Parameter.Kind.PATH,
                    "",
                    "folder on the disk to use, in which a temporary one is made and removed");

    private final Path path;

    private TemporaryFolder(Path path) {
        this.path = path;
    }

    /**
     * Makes it.
     *
     * @param parent null for where the platform keeps temporary files
     */
    public static TemporaryFolder in(@Nullable Path parent) throws WorkloadException {
        String prefix = TemporaryFiles.prefix();
        try {
            if (parent == null) {
                return new TemporaryFolder(Files.createTempDirectory(prefix));
            }
            TemporaryFiles.sweep(parent);
            return new TemporaryFolder(Files.createTempDirectory(parent, prefix));
        } catch (IOException refused) {
            throw fault(parent);
        }
    }

    public Path path() {
        return path;
    }

    /** Removes it, as {@link TemporaryFiles#remove} does. */
    @Override
    public void close() {
        TemporaryFiles.remove(path);
    }

    /**
     * What has a meaning where the user may name a path in place of temporary files.
     *
     * @param named the parameter that names it
     * @param ownOnly parameters of the temporary files
     */
    static SortedMap<String, String> shown(
            ParameterValues values, Parameter named, List<Parameter> ownOnly) {
        SortedMap<String, String> shown = new TreeMap<>(values.asText());
        if (values.path(named.name()).isPresent()) {
            ownOnly.forEach(parameter -> shown.remove(parameter.name()));
        } else {
            shown.remove(named.name());
        }
        return shown;
    }

    private static WorkloadException fault(@Nullable Path parent) {
        if (parent == null) {
            return new WorkloadException(
                    "cannot make a temporary folder in " + System.getProperty("java.io.tmpdir"));
        }
        if (!Files.exists(parent)) {
            return new WorkloadException("%s %s does not exist", PARENT, parent);
        }
        return Files.isDirectory(parent)
                ? new WorkloadException("%s %s cannot be written to", PARENT, parent)
                : new WorkloadException("%s %s is not a folder", PARENT, parent);
    }
}
