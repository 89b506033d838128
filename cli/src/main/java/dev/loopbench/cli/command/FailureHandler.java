package dev.loopbench.cli.command;

import dev.loopbench.cli.console.ErrorPresenter;
import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.wording.OptionNames;
import dev.loopbench.loopcore.UncaughtException;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.merge.UnlikeReportsException;
import dev.loopbench.probes.quantity.Numbers;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one sentence and an exit code. Confined to the main thread. */
public final class FailureHandler
        implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private static final String DEBUG_SHOWS = " (--debug shows where).";

    private final ErrorPresenter presenter;
    private final BooleanSupplier debug;

    /**
     * @param debug whether the user wants to see stack traces
     */
    public FailureHandler(ErrorPresenter presenter, BooleanSupplier debug) {
        this.presenter = presenter;
        this.debug = debug;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        return fail(ExitCode.USAGE, sentence(failure), failure);
    }

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine commandLine, ParseResult parsed) {
        String message = OptionNames.sentence(failure);
        if (failure instanceof UsageException
                || failure instanceof InvalidParameterException
                || failure instanceof UnreadableDocumentException
                || failure instanceof WorkloadException) {
            return fail(ExitCode.USAGE, message, failure);
        }
        if (failure instanceof UnlikeReportsException) {
            return fail(ExitCode.NOT_COMPARABLE, message, failure);
        }
        if (failure instanceof WrongResultException) {
            return fail(ExitCode.WRONG_RESULT, message, failure);
        }
        if (failure instanceof IOException) {
            return fail(ExitCode.FAILED, "the results cannot be written: " + message, failure);
        }
        if (failure.getCause() instanceof OutOfMemoryError full) {
            return fail(ExitCode.FAILED, outOfMemory(full), failure);
        }
        if (failure instanceof UncaughtException) {
            return fail(
                    ExitCode.FAILED,
                    "a callback of the workload threw " + failure.getCause() + DEBUG_SHOWS,
                    failure);
        }
        return fail(
                ExitCode.FAILED,
                "this should not have happened: " + failure + DEBUG_SHOWS,
                failure);
    }

    private int fail(ExitCode code, String sentence, Exception failure) {
        presenter.present(sentence, failure, debug.getAsBoolean());
        return code.number();
    }

    /** Names which memory it was, as the JVM does: heap, direct buffers, threads. */
    public static String outOfMemory(OutOfMemoryError full) {
        return "there is not enough memory for this run (%s; the heap may grow to %s): fewer or"
                        .formatted(
                                full.getMessage(), Numbers.bytes(Runtime.getRuntime().maxMemory()))
                + " smaller operations at once need less, LOOPBENCH_JAVA_OPTS=-Xmx... allows more";
    }

    private static String sentence(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unknown(unmatched);
        }
        if (failure instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            ArgSpec argument = missing.getMissing().get(0);
            return argument instanceof OptionSpec option
                    ? option.longestName() + " needs a value."
                    : argument.paramLabel() + " is missing.";
        }
        return String.valueOf(failure.getMessage());
    }

    private static String unknown(UnmatchedArgumentException failure) {
        CommandLine command = failure.getCommandLine();
        String word = failure.getUnmatched().get(0);
        boolean option = word.startsWith("-");
        Collection<String> known =
                option
                        ? command.getCommandSpec().optionsMap().keySet()
                        : command.getSubcommands().keySet();
        if (!option && known.isEmpty()) {
            return "\"" + word + "\" is one word too many.";
        }
        String what = "there is no " + (option ? "option " : "command ") + word;
        Optional<String> meant = nearest(word, known);
        return meant.map(name -> what + "; did you mean " + name + "?")
                .orElseGet(
                        () ->
                                what
                                        + "; "
                                        + command.getCommandSpec().qualifiedName()
                                        + " --help lists them.");
    }

    /** The known word with the fewest letters to change; empty if none is similar. */
    private static Optional<String> nearest(String word, Collection<String> known) {
        return known.stream()
                .sorted()
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .filter(candidate -> distance(word, candidate) <= Math.max(2, word.length() / 3));
    }

    /** Levenshtein's: letters to insert, to delete or to replace. */
    private static int distance(String from, String to) {
        int[] costs = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            costs[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.min(replaced, 1 + Math.min(costs[j], costs[j - 1]));
            }
        }
        return costs[to.length()];
    }
}
