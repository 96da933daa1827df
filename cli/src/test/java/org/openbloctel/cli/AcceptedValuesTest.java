package org.openbloctel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value that an option does not take is answered with those that it takes. */
class AcceptedValuesTest {
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
                    header    => yes, no
                    quotes    => yes, no
                    report    => text, json
                    encoding  => utf-8, windows-1252 (= cp1252, latin1, iso-8859-1, iso-8859-15, ansi), utf-16le (= utf-16), utf-16be
                    separator => tab or one ASCII character, such as ; , or |, but no quote and no line end.
                    """)
    void valuesThatCountAreNamed(String option, String accepted) {
        String[] arguments = {"scrub", "calls.csv", "--list", "opposition.list", "--" + option, "xyz"};
        Ran english = Ran.english(arguments);
        assertThat(english.code()).isEqualTo(ExitCode.USAGE);
        assertThat(english.err().lines().findFirst().orElse(""))
                .startsWith("bloctel: xyz is no value for --" + option + ". It takes")
                .endsWith(accepted);
        assertThat(Ran.french(arguments).err())
                .contains("xyz n’est pas une valeur pour --" + option + ". Sont accepté")
                .contains(option.equals("separator") ? "tab" : accepted);
    }
}
