package dev.loopbench.cli.command;

import dev.loopbench.cli.advice.AdviceExam;
import dev.loopbench.cli.advice.AdviceJson;
import dev.loopbench.cli.advice.AdviceResult;
import dev.loopbench.cli.advice.AdviceText;
import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.option.CommandOptions;
import dev.loopbench.cli.option.OutputOptions;
import dev.loopbench.cli.option.SelftestOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.selftest.Exam;
import dev.loopbench.cli.selftest.ExamResult;
import dev.loopbench.cli.selftest.Fault;
import dev.loopbench.cli.selftest.ForkedLaboratory;
import dev.loopbench.cli.selftest.Laboratory;
import dev.loopbench.cli.selftest.SelftestJson;
import dev.loopbench.cli.selftest.SelftestText;
import dev.loopbench.cli.truth.RandomExam;
import dev.loopbench.cli.truth.RandomJson;
import dev.loopbench.cli.truth.RandomResult;
import dev.loopbench.cli.truth.RandomText;
import dev.loopbench.cli.workload.Catalogs;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Tool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code loopbench selftest}: known faults, and whether the findings name them. Confined to the
 * main thread.
 */
@Command(
        name = "selftest",
        header = "Make known faults and see whether the findings name them.",
        customSynopsis = "loopbench selftest [OPTION]...")
public final class SelftestCommand implements Callable<Integer> {

    /** As few as the machines have on which people try this. */
    private static final int SIMULATED_CORES = 2;

    private final Console console;
    private final Catalogs catalogs;
    private final Sessions sessions;
    private final Supplier<Tool> tool;

    @ArgGroup(validate = false, order = 1, heading = "%nFaults:%n")
    private SelftestOptions selftest = new SelftestOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nOutput:%n")
    private OutputOptions output = new OutputOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli sets and reads it
    private CommandOptions common = new CommandOptions();

    public SelftestCommand(
            Console console, Catalogs catalogs, Sessions sessions, Supplier<Tool> tool) {
        this.console = console;
        this.catalogs = catalogs;
        this.sessions = sessions;
        this.tool = tool;
    }

    @Override
    public Integer call()
            throws UsageException,
                    InvalidParameterException,
                    WorkloadException,
                    WrongResultException,
                    IOException {
        Outputs outputs = Outputs.of(console, output);
        boolean advised = selftest.isAdvice();
        OptionalInt configurations = selftest.random();
        if (configurations.isPresent()) {
            return examineRandom(configurations.getAsInt(), selftest.seed(), outputs).number();
        }
        List<Fault> faults = faults();
        int runs = selftest.runs();
        String duration = selftest.duration();
        int cores = Runtime.getRuntime().availableProcessors();
        if (selftest.isList()) {
            outputs.write(
                    format -> SelftestJson.list(faults, cores, duration),
                    style -> new SelftestText(style).list(faults));
            return ExitCode.OK.number();
        }
        if (!advised) {
            return examine(faults, runs, cores, duration, outputs).number();
        }
        OptionalLong seed = selftest.simulated();
        return (seed.isPresent()
                        ? followSimulated(faults, runs, duration, seed.getAsLong(), outputs)
                        : follow(
                                faults,
                                runs,
                                new ForkedLaboratory(),
                                (fault, run) ->
                                        new AdviceExam.Setting(
                                                fault.command(cores, duration), fault.rival(cores)),
                                outputs))
                .number();
    }

    private static ExitCode examine(
            List<Fault> faults, int runs, int cores, String duration, Outputs outputs)
            throws IOException {
        try (Execution execution = Execution.of(outputs)) {
            Exam exam =
                    new Exam(
                            new ForkedLaboratory(),
                            cores,
                            duration,
                            (fault, done, total) ->
                                    execution.show(
                                            (double) done / total, progress(fault, done, total)));
            execution.onInterrupt(exam::interrupt);
            ExamResult result = exam.run(faults, runs);
            execution.deliver(
                    format -> SelftestJson.document(result),
                    style -> new SelftestText(style).of(result));
            return result.isTooNoisy()
                    ? ExitCode.TOO_NOISY
                    : code(result.complete(), result.passes());
        }
    }

    private ExitCode followSimulated(
            List<Fault> faults, int runs, String duration, long seed, Outputs outputs)
            throws IOException {
        return follow(
                faults.stream().filter(Fault::isSimulable).toList(),
                runs,
                new InProcessLaboratory(console, catalogs, sessions, tool),
                (fault, run) ->
                        new AdviceExam.Setting(
                                fault.simulated(SIMULATED_CORES, duration, seed + run - 1),
                                List.of()),
                outputs);
    }

    private static ExitCode follow(
            List<Fault> faults,
            int runs,
            Laboratory laboratory,
            AdviceExam.Making making,
            Outputs outputs)
            throws IOException {
        try (Execution execution = Execution.of(outputs)) {
            AdviceExam exam =
                    new AdviceExam(
                            laboratory,
                            making,
                            (fault, done, total) ->
                                    execution.show(
                                            (double) done / total, progress(fault, done, total)));
            execution.onInterrupt(exam::interrupt);
            AdviceResult result = exam.run(faults, runs);
            execution.deliver(
                    format -> AdviceJson.document(result),
                    style -> new AdviceText(style).of(result));
            return code(result.complete(), result.passes());
        }
    }

    private ExitCode examineRandom(int configurations, long seed, Outputs outputs)
            throws WorkloadException, WrongResultException, IOException {
        try (Execution execution = Execution.of(outputs)) {
            RandomExam exam =
                    new RandomExam(
                            new InProcessLaboratory(console, catalogs, sessions, tool),
                            done ->
                                    execution.show(
                                            (double) done / configurations,
                                            "%d of %d configurations done"
                                                    .formatted(done, configurations)));
            execution.onInterrupt(exam::interrupt);
            RandomResult result = exam.run(configurations, seed);
            execution.deliver(
                    format -> RandomJson.document(result),
                    style -> new RandomText(style).of(result));
            return code(result.complete(), result.passes());
        }
    }

    private static String progress(Fault fault, int done, int total) {
        return "%d of %d runs done · %s".formatted(done, total, fault.title());
    }

    private static ExitCode code(boolean complete, boolean passes) {
        if (!complete) {
            return ExitCode.INTERRUPTED;
        }
        return passes ? ExitCode.OK : ExitCode.FAILED;
    }

    private List<Fault> faults() throws UsageException {
        if (selftest.faults().isEmpty()) {
            return List.of(Fault.values());
        }
        List<Fault> chosen = new ArrayList<>();
        for (String name : selftest.faults()) {
            List<Fault> named = Fault.named(name);
            if (named.isEmpty()) {
                throw new UsageException(
                        "--fault must be none or one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(Fault.values()).map(Fault::title).toList())
                                + ", not \""
                                + name
                                + "\".");
            }
            named.stream().filter(fault -> !chosen.contains(fault)).forEach(chosen::add);
        }
        return chosen;
    }
}
