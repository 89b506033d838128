package dev.loopbench.cli.plugin;

import dev.loopbench.cli.option.PluginOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.zip.ZipException;

/**
 * A jar that the user named. Immutable. Its classes see loopbench's and those of its manifest's
 * {@code Class-Path}, not those of other plugins.
 */
final class PluginJar {

    private static final String SERVICE = WorkloadType.class.getName();

    private final String given;

    /**
     * @param given as the user wrote it
     */
    PluginJar(String given) {
        this.given = given;
    }

    /** Its workloads, newly made, in the order in which it names them. */
    List<WorkloadType> types() throws UsageException {
        // Never closed: classes are loaded as long as the process lives.
        URLClassLoader loader =
                new URLClassLoader(new URL[] {url()}, WorkloadType.class.getClassLoader());
        List<WorkloadType> types = new ArrayList<>();
        try {
            ServiceLoader.load(WorkloadType.class, loader).forEach(types::add);
        } catch (ServiceConfigurationError | LinkageError e) {
            throw refusal(words(e));
        }
        if (types.isEmpty()) {
            throw refusal(
                    "it brings no workload: META-INF/services/"
                            + SERVICE
                            + " is missing or names no class");
        }
        return types;
    }

    /** What is wrong with it, as an answer to the user. */
    UsageException refusal(String sentence) {
        return new UsageException(PluginOptions.NAME + " " + given + ": " + sentence);
    }

    /** A failure of its code in words. */
    static String words(Throwable failure) {
        if (failure instanceof ServiceConfigurationError) {
            String sentence = String.valueOf(failure.getMessage()).replace(SERVICE + ": ", "");
            Throwable cause = failure.getCause();
            return cause == null ? sentence : sentence + ": " + words(cause);
        }
        String name = failure.getClass().getSimpleName();
        return failure.getMessage() == null ? name : name + ": " + failure.getMessage();
    }

    private URL url() throws UsageException {
        try {
            Path file = Path.of(given);
            if (!Files.exists(file)) {
                throw refusal("there is no such file");
            }
            if (Files.isDirectory(file)) {
                throw refusal("it is a directory, not a jar");
            }
            new JarFile(file.toFile()).close();
            return file.toUri().toURL();
        } catch (ZipException e) {
            throw refusal("it is not a jar");
        } catch (InvalidPathException | MalformedURLException e) {
            throw refusal("it is not the path of a file");
        } catch (IOException e) {
            throw refusal("it cannot be read: " + e.getMessage());
        }
    }
}
