package dev.loopbench.cli.console;

/**
 * What the process ends with, and what it means: the list of all numbers. Immutable.
 *
 * <p>Three decide which it is: {@link dev.loopbench.cli.command.FailureHandler} of what a command
 * threw, {@link dev.loopbench.cli.gate.measure.Conclusion} of what a comparison came to, and else
 * the command itself, {@code RunExecution} for {@code run}. Where no command comes to run, {@link
 * dev.loopbench.cli.Main} does. What a program that {@code node} runs ends with, if not with 0, is
 * passed on as it is.
 */
public enum ExitCode {
    /** By the command, as is the next one; that too by the failure handler and the conclusion. */
    OK(0, "it ran"),
    FAILED(
            1,
            "operations failed, a log or a diagnosis is not the expected one, or loopbench failed"),

    /** By the failure handler. */
    USAGE(2, "bad usage, a file that cannot be used, or a process that is not looked into"),

    /** By the conclusion, as is the next one. */
    REGRESSION(10, "a gated figure became worse, and fresh runs confirmed it"),
    INCONCLUSIVE(11, "more runs are needed to tell, and that was to count as a failure"),

    /** By {@code run}, {@code node} and {@code attach}. */
    LIMIT_BROKEN(12, "a limit given with --fail-on was broken"),

    /**
     * By the failure handler, where {@code merge} or {@code compare} threw that reports are unlike;
     * by the conclusion, where {@link dev.loopbench.cli.gate.measure.CheckedForks} found that the
     * sides of {@code ab} do other work.
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
