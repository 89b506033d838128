package dev.loopbench.cli.command;

import dev.loopbench.cli.console.ErrorPresenter;
import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.console.FatalError;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.cli.option.UnwritableException;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.wording.OptionNames;
import dev.loopbench.loopcore.UncaughtException;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.catalog.Names;
import dev.loopbench.probes.inspector.InspectorException;
import dev.loopbench.probes.merge.UnlikeReportsException;
import dev.loopbench.probes.node.live.ObservationException;
import dev.loopbench.probes.node.process.RefusedException;
import dev.loopbench.probes.node.script.ObserverRefusedException;
import java.util.List;
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

    /** Nobody thinks of the letter of {@code --no-slow-lane}. */
    private static final String NEGATION = "no-";

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
                || failure instanceof WorkloadException
                || failure instanceof RefusedException
                || failure.getCause() instanceof ObserverRefusedException) {
            return fail(ExitCode.USAGE, message, failure);
        }
        if (failure instanceof UnlikeReportsException) {
            return fail(ExitCode.NOT_COMPARABLE, message, failure);
        }
        if (failure instanceof WrongResultException) {
            return fail(ExitCode.WRONG_RESULT, message, failure);
        }
        if (failure instanceof UnwritableException
                || failure instanceof InspectorException
                || failure instanceof ObservationException) {
            return fail(ExitCode.FAILED, message, failure);
        }
        return fail(
                ExitCode.FAILED,
                FatalError.shortage(failure).orElseGet(() -> unexpected(failure)),
                failure);
    }

    private static String unexpected(Exception failure) {
        return failure instanceof UncaughtException
                ? "a callback of the workload threw " + failure.getCause() + DEBUG_SHOWS
                : FatalError.sentence(failure);
    }

    private int fail(ExitCode code, String sentence, Exception failure) {
        presenter.present(sentence, failure, debug.getAsBoolean());
        return code.number();
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
        if (word.startsWith("-")) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            return suggestion(command, "option " + name, meantOption(name, command));
        }
        if (command.getSubcommands().isEmpty()) {
            return "\"" + word + "\" is one word too many.";
        }
        return suggestion(
                command, "command " + word, Names.meant(word, command.getSubcommands().keySet()));
    }

    private static String suggestion(CommandLine command, String what, Optional<String> meant) {
        return "there is no "
                + what
                + meant.map(name -> "; did you mean " + name + "?")
                        .orElse(
                                "; "
                                        + command.getCommandSpec().qualifiedName()
                                        + " --help lists them.");
    }

    /** A letter means the first option that begins with it. */
    private static Optional<String> meantOption(String given, CommandLine command) {
        String wanted = given.replaceFirst("^-{1,2}", "");
        List<String> names =
                command.getCommandSpec().options().stream()
                        .map(option -> option.longestName().replaceFirst("^-{1,2}", ""))
                        .toList();
        boolean singleDash = !given.startsWith("--") && !wanted.isEmpty();
        Optional<String> meant = Names.meant(wanted, names);
        if (singleDash && meant.isEmpty()) {
            meant =
                    command.getCommandSpec().options().stream()
                            .filter(option -> !option.hidden())
                            .map(option -> option.longestName().substring(2))
                            .filter(name -> name.charAt(0) == wanted.charAt(0))
                            .filter(name -> !name.startsWith(NEGATION))
                            .findFirst();
        }
        return meant.map(OptionNames::option);
    }
}
