package dev.loopbench.probes.node.script;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The observer in a Node process, seen from here: installs it, asks it, and sends it away.
 *
 * <p>Confined to one thread. The process goes on as it was after {@link #stop}, and likewise if
 * this side is gone: an observer that is not asked takes itself away.
 */
public final class NodeObserver {

    private final ObserverScript script;
    private final AnswerReader reader = new AnswerReader();
    private final Evaluator evaluator;
    private final Installation installation;

    private NodeObserver(ObserverScript script, Evaluator evaluator, String installed)
            throws IOException {
        this.script = script;
        this.evaluator = evaluator;
        this.installation = reader.installation(installed);
    }

    /**
     * Asks before anything is done to the process.
     *
     * @throws ObserverRefusedException if it has an observer
     * @throws IOException if the process cannot be asked; the message is a sentence
     */
    public static void requireNone(Evaluator evaluator) throws IOException {
        new AnswerReader().requireNone(evaluator.evaluate(ObserverScript.other()));
    }

    /**
     * @throws ObserverRefusedException if the process has one already or cannot have one
     * @throws IOException if the process cannot be asked; the message is a sentence
     */
    public static NodeObserver install(
            Evaluator evaluator, ObserverSettings settings, Entrance entrance) throws IOException {
        ObserverScript script = new ObserverScript();
        String installed = evaluator.evaluate(script.install(settings, entrance));
        return new NodeObserver(script, evaluator, installed);
    }

    /**
     * Meets one that was loaded before the program.
     *
     * @throws ObserverGoneException if there is none (any more)
     * @throws IOException if the process cannot be asked; the message is a sentence
     */
    public static NodeObserver join(Evaluator evaluator) throws IOException {
        ObserverScript script = new ObserverScript();
        return new NodeObserver(script, evaluator, evaluator.evaluate(script.installed()));
    }

    public Installation installation() {
        return installation;
    }

    /**
     * What was seen since the last time. A loop that is blocked answers, too. Null if the question
     * came while something was being recorded, which is then in the next answer.
     *
     * @throws ObserverGoneException if nobody had asked for too long
     * @throws IOException if the process cannot be asked; the message is a sentence
     */
    public @Nullable Answer take() throws IOException {
        return reader.answer(evaluator.evaluate(script.take()));
    }

    /**
     * What it sent by itself at the program's end, as {@link ObserverSettings#farewell} has it.
     *
     * @throws IOException if it cannot be read
     */
    public Answer farewell(String sent) throws IOException {
        Answer answer = reader.answer(sent);
        if (answer == null) {
            throw new IOException("The observer was busy when the program ended.");
        }
        return answer;
    }

    /**
     * The last answer, when the loop has turned. The process is as it was before the installation.
     *
     * @throws ObserverGoneException if nobody had asked for too long; the process is as it was
     *     then, too
     * @throws IOException if the process cannot be asked; the message is a sentence
     */
    public Answer stop() throws IOException {
        Answer answer = reader.answer(evaluator.evaluate(script.stop()));
        if (answer == null) {
            throw new IOException("The observer was busy in a turn of its own.");
        }
        return answer;
    }
}
