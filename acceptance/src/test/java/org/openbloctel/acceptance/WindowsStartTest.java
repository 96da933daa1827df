package org.openbloctel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The start script for Windows starts the programs that the one for Unix starts, by the same options of Java. */
final class WindowsStartTest {
    private static final Repository REPOSITORY = Repository.ofThisBuild();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?<=[ '=\"])-(?:XX:|X[ms][a-z]?\\d|D)[^ '\"]+(?=[ '\"])",
                "--enable-native-access=[A-Z-]+",
                "org\\.openbloctel\\.[\\w.]+(?=[\\n\"])"
            })
    void optionsAndClassesAreTheSame(String pattern) {
        // What Unix alone has: caches that are made at the installation, and whether a person watches.
        List<String> unixAlone = List.of("-XX:AOTCache=$target/bloctel.aot", "-Dbloctel.terminal=true");
        Set<String> unix = all("bloctel", pattern);
        unix.removeAll(unixAlone);
        assertThat(all("bloctel.cmd", pattern)).isNotEmpty().isEqualTo(unix);
    }

    @Test
    void commandsOfTheServerAreTheSame() {
        Set<String> unix = Set.of(all("bloctel", "(?m)^ +serve \\|[a-z |]+(?=\\))")
                .iterator()
                .next()
                .strip()
                .split(" \\| ", -1));
        assertThat(all("bloctel.cmd", "(?<=if \"%~1\"==\")[a-z]+(?=\" goto server)"))
                .isEqualTo(unix);
    }

    private static Set<String> all(String file, String pattern) {
        // Comments name options, too.
        String text = REPOSITORY.read(file).replaceAll("(?m)^ *(#|rem ).*$", "");
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
