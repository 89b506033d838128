package dev.loopbench.loopcore.workload.pool;

import java.util.SplittableRandom;

/**
 * Text that compresses about as prose does: words out of a vocabulary, the first of them often, the
 * last seldom, in lines. Stateless.
 */
final class SampleText {

    private static final int WORDS = 4096;
    private static final int LETTERS_MIN = 2;
    private static final int LETTERS_MAX = 10;

    /** One blank in so many ends a line. */
    private static final int WORDS_PER_LINE = 12;

    private SampleText() {}

    /** The same bytes for the same seed, on every machine. */
    static byte[] of(long seed, int lengthBytes) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[][] vocabulary = new byte[WORDS][];
        for (int word = 0; word < WORDS; word++) {
            vocabulary[word] = word(random);
        }
        byte[] text = new byte[lengthBytes];
        int length = 0;
        while (length < lengthBytes) {
            // The cube of a uniform draw: an eighth of the words make up half of the text.
            double share = random.nextDouble();
            byte[] word = vocabulary[(int) (share * share * share * WORDS)];
            int fits = Math.min(word.length, lengthBytes - length);
            System.arraycopy(word, 0, text, length, fits);
            length += fits;
            if (length < lengthBytes) {
                text[length++] = (byte) (random.nextInt(WORDS_PER_LINE) == 0 ? '\n' : ' ');
            }
        }
        return text;
    }

    private static byte[] word(SplittableRandom random) {
        byte[] word = new byte[random.nextInt(LETTERS_MIN, LETTERS_MAX + 1)];
        for (int letter = 0; letter < word.length; letter++) {
            word[letter] = (byte) ('a' + random.nextInt(26));
        }
        return word;
    }
}
