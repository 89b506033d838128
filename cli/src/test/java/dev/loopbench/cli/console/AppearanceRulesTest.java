package dev.loopbench.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AppearanceRulesTest {

    @Test
    void a_terminal_is_coloured_and_a_pipe_is_not() {
        AppearanceRules rules = rules(Map.of(), terminal(Channel.ERR, 120));
        assertThat(rules.colour(Channel.ERR, ColourMode.AUTO)).isTrue();
        assertThat(rules.colour(Channel.OUT, ColourMode.AUTO)).isFalse();
    }

    @Test
    void no_color_outranks_clicolor_force() {
        Map<String, String> both = Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1");
        assertThat(rules(both, terminal(Channel.OUT, 80)).colour(Channel.OUT, ColourMode.AUTO))
                .isFalse();
    }

    @Test
    void the_option_outranks_the_environment() {
        AppearanceRules rules = rules(Map.of("NO_COLOR", "1"), Terminals.NONE);
        assertThat(rules.colour(Channel.OUT, ColourMode.ALWAYS)).isTrue();
        AppearanceRules forced = rules(Map.of("CLICOLOR_FORCE", "1"), Terminals.NONE);
        assertThat(forced.colour(Channel.OUT, ColourMode.NEVER)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"CLICOLOR_FORCE,1,true", "CLICOLOR_FORCE,0,false", "NO_COLOR,'',false"})
    void a_pipe_is_coloured_only_by_force(String variable, String value, boolean coloured) {
        assertThat(
                        rules(Map.of(variable, value), Terminals.NONE)
                                .colour(Channel.OUT, ColourMode.AUTO))
                .isEqualTo(coloured);
    }

    @ParameterizedTest
    @CsvSource({"TERM,dumb,false", "CLICOLOR,0,false", "NO_COLOR,'',true", "TERM,xterm,true"})
    void a_terminal_is_coloured_unless_it_cannot_be(
            String variable, String value, boolean coloured) {
        assertThat(
                        rules(Map.of(variable, value), terminal(Channel.OUT, 80))
                                .colour(Channel.OUT, ColourMode.AUTO))
                .isEqualTo(coloured);
    }

    @Test
    void the_first_locale_that_is_set_decides_on_unicode() {
        assertThat(rules(Map.of("LANG", "de_DE.UTF-8"), Terminals.NONE).unicode()).isTrue();
        assertThat(rules(Map.of("LANG", "C.utf8", "LC_ALL", "C"), Terminals.NONE).unicode())
                .isFalse();
        assertThat(rules(Map.of("LANG", "C", "LC_CTYPE", "C.UTF-8"), Terminals.NONE).unicode())
                .isTrue();
    }

    @Test
    void without_a_locale_the_encoding_decides_on_unicode() {
        assertThat(new AppearanceRules(Map.of(), Terminals.NONE, "UTF-8").unicode()).isTrue();
        assertThat(new AppearanceRules(Map.of(), Terminals.NONE, "ANSI_X3.4-1968").unicode())
                .isFalse();
    }

    @Test
    void a_line_is_as_wide_as_columns_says_before_the_terminal() {
        Terminals wide = terminal(Channel.OUT, 200);
        assertThat(rules(Map.of("COLUMNS", "70"), wide).columns(Channel.OUT)).isEqualTo(70);
        assertThat(rules(Map.of("COLUMNS", "wide"), wide).columns(Channel.OUT)).isEqualTo(200);
    }

    @Test
    void a_piped_line_has_a_width_of_its_own_and_a_wider_one_in_ci() {
        assertThat(rules(Map.of(), Terminals.NONE).columns(Channel.OUT)).isEqualTo(80);
        assertThat(rules(Map.of("CI", "true"), Terminals.NONE).columns(Channel.OUT)).isEqualTo(100);
    }

    @Test
    void a_line_is_never_too_narrow_for_a_table() {
        assertThat(rules(Map.of("COLUMNS", "7"), Terminals.NONE).columns(Channel.OUT))
                .isEqualTo(40);
    }

    private static AppearanceRules rules(Map<String, String> environment, Terminals terminals) {
        return new AppearanceRules(environment, terminals, "");
    }

    private static Terminals terminal(Channel only, int columns) {
        return new Terminals() {
            @Override
            public boolean isTerminal(Channel channel) {
                return channel == only;
            }

            @Override
            public int columns(Channel channel) {
                return channel == only ? columns : 0;
            }
        };
    }
}
