package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.cli.command.RunCommand;
import dev.loopbench.cli.command.Sessions;
import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.Terminals;
import dev.loopbench.cli.option.PluginOptions;
import dev.loopbench.cli.workload.Catalogs;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** All workloads share the options of {@code run}, whatever they are. */
final class CatalogOptionsTest {

    private static final Catalogs CATALOGS = Catalogs.builtIn();

    static List<WorkloadType> workloads() {
        return CATALOGS.workloads().types();
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void no_parameter_has_the_name_of_an_option_of_run(WorkloadType type) {
        assertThat(type.parameters().stream().map(Parameter::name).map(name -> "--" + name))
                .doesNotContainAnyElementsOf(ownOptions());
    }

    private static Set<String> ownOptions() {
        Console console =
                new Console(
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream(),
                        Map.of(),
                        Terminals.NONE,
                        "");
        Set<String> names = new HashSet<>();
        for (Object command :
                List.of(
                        new LoopbenchCommand(),
                        new PluginOptions(),
                        new RunCommand(
                                console, Map.of(), CATALOGS, Sessions.measuring(), Build::tool))) {
            names.addAll(new CommandLine(command).getCommandSpec().optionsMap().keySet());
        }
        assertThat(names).contains("--debug", "--plugin", "--threads", "--json");
        return names;
    }
}
