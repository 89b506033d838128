package dev.loopbench.loopcore.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentenceTest {

    private static final Parameter SIZE =
            Parameter.of("size", Parameter.Kind.BYTES, "1MiB", "bytes of each");

    private static String setting(String name) {
        return "setting '" + name + "'";
    }

    @Test
    void who_shows_it_says_what_a_parameter_is_called() {
        Sentence sentence =
                Sentence.of("%s must be at most %sB, as %s is", SIZE, 9, new Sentence.Name("most"));

        assertThat(sentence.text(SentenceTest::setting))
                .isEqualTo("setting 'size' must be at most 9B, as setting 'most' is");
        assertThat(sentence).hasToString("size must be at most 9B, as most is");
    }

    @Test
    void a_sentence_in_a_sentence_is_named_alike() {
        WorkloadException inner = new WorkloadException("%s is too long", SIZE);
        WorkloadException outer = new WorkloadException("%s: %s", "api", inner.sentence());

        assertThat(outer.sentence().text(SentenceTest::setting))
                .isEqualTo("api: setting 'size' is too long");
        assertThat(outer).hasMessage("api: size is too long");
    }

    @Test
    void words_of_the_user_are_no_form() {
        assertThat(Sentence.of("no such file: 100%s%n").text(SentenceTest::setting))
                .isEqualTo("no such file: 100%s%n");
        assertThat(Sentence.of("%s is no size", "%d").text(SentenceTest::setting))
                .isEqualTo("%d is no size");
    }
}
