package dev.loopbench.cli.option;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Jars with workloads of the user's own. Confined to the main thread. */
public final class PluginOptions {

    public static final String NAME = "--plugin";

    @Option(
            names = NAME,
            paramLabel = "JAR",
            description = "a jar with workloads of your own; may be given more than once")
    List<String> jars = new ArrayList<>();

    public List<String> jars() {
        return List.copyOf(jars);
    }
}
