package dev.loopbench.cli.console;

/**
 * What the process ends with, and what it means: the list of all numbers. Immutable.
 *
 * <p>Three decide which it is: {@link dev.loopbench.cli.command.FailureHandler} of what a command
 * threw, {@link dev.loopbench.cli.gate.measure.Conclusion} of what a comparison came to, and else
 * the command itself, {@code RunExecution} for {@code run}.
 */
public enum ExitCode {
    OK(0, "it ran"),
    FAILED(
            1,
            "operations failed, a log or a diagnosis is not the expected one, or loopbench failed"),

    /** By the failure handler. */
    USAGE(2, "bad usage, or a file that cannot be used"),

    /** By the conclusion, as is the next one. */
    REGRESSION(10, "a gated figure became worse, and fresh runs confirmed it"),
    INCONCLUSIVE(11, "more runs are needed to tell, and that was to count as a failure"),

    /** By {@code run}. */
    LIMIT_BROKEN(12, "a limit given with --fail-on was broken"),

    /**
     * By the failure handler, where {@code merge} or {@code compare} threw that reports are unlike;
     * by the conclusion, where the sides of {@code ab} do other work.
     */
    NOT_COMPARABLE(13, "reports are not of one configuration"),

    /** By the conclusion, and by {@code selftest}. */
    TOO_NOISY(14, "the machine is too noisy for what was asked"),

    /** By the failure handler, and by the conclusion where a fork ended so. */
    WRONG_RESULT(15, "an operation's result was not what it has to be"),

    /** By the command that {@link InterruptGuard} has told; the JVM ends so by itself. */
    INTERRUPTED(130, "interrupted (SIGINT): what was measured is reported as incomplete"),
    TERMINATED(143, "terminated (SIGTERM): likewise");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /** One line, without a full stop. */
    public String meaning() {
        return meaning;
    }
}
