package dev.loopbench.loopcore.workload;

/**
 * What was wrong with what the user asked for: a sentence. The message is that sentence with the
 * bare names of parameters.
 */
public abstract sealed class FaultException extends Exception
        permits InvalidParameterException, WorkloadException, WrongResultException {

    private static final long serialVersionUID = 1L;

    private final transient Sentence sentence;

    FaultException(Sentence sentence) {
        super(sentence.toString());
        this.sentence = sentence;
    }

    public final Sentence sentence() {
        return sentence;
    }
}
