package org.openbloctel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the program says of formats that it refuses: the command that converts them, as the tables of the documentation have it. */
final class RefusedFormatsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| .* \\| BT-0403 \\| (.*) \\|$");
    private static final Pattern COMMAND = Pattern.compile("`([^`]*F(?:ILE|ICHIER)[^`]*)`");

    @TempDir
    Path folder;

    /** The commands of a table by their formats. */
    private static Map<String, String> commands(String table) throws IOException {
        Map<String, String> commands = new TreeMap<>();
        Matcher rows = ROW.matcher(Files.readString(Path.of(table)));
        while (rows.find()) {
            Matcher command = COMMAND.matcher(rows.group(2));
            if (command.find()) {
                commands.put(rows.group(1), command.group(1).replace("\\|", "|"));
            }
        }
        return commands;
    }

    @ParameterizedTest
    @CsvSource({
        "../docs/formats/call-file.md, en",
        "../server/src/main/resources/help/pages/formats.en.md, en",
        "../server/src/main/resources/help/pages/formats.fr.md, fr"
    })
    void messageNamesTheCommandOfTheTable(String table, String language) throws IOException {
        Messages messages = Messages.of(new String[0], Locale.of(language));
        assertThat(commands(table)).hasSizeGreaterThan(9).allSatisfy((format, command) -> {
            String key = format.toLowerCase(Locale.ROOT).replaceAll("[, ]+", "-");
            assertThat(messages.get("error.file.other-format." + key)).endsWith(command);
        });
    }

    @Test
    void refusedFileIsToldWhatItIsAndHowItIsConverted() throws IOException {
        Path cards = Files.writeString(folder.resolve("a.vcf"), "BEGIN:VCARD\nTEL:0639980001\nEND:VCARD\n");
        Ran ran = Ran.english("look", cards.toString());
        assertThat(ran.code()).isEqualTo(ExitCode.INPUT);
        assertThat(ran.err()).contains("an address book (vCard)", "tr -d '\\r' < FILE | awk");
        Path json = Files.writeString(folder.resolve("a.jsonl"), "{\"phone\":\"0639980001\"}\n");
        assertThat(Ran.french("look", json.toString()).err())
                .contains("jq -r \".[] | [.phone, .name] | @csv\" FICHIER");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "nom^tel;Anne^0639980001;Bert^0639980002! 2! --separator '^'",
                "nom    tel;Anne   0639980001;Bert   0639980002! 3! fixed width",
                "___nom        tel;1 Anne 0639980001;2 Bert 0639980002! 3! write.csv2(table, \"FILE\", row.names = FALSE)",
                "<div>0639980001</div>;! 3! a web page (html)"
            })
    void tableThatNoSeparatorCutsIsToldWhatItIs(String lines, int code, String said) throws IOException {
        Path file = Files.write(
                folder.resolve("a.txt"), List.of(lines.replace('_', ' ').split(";")));
        Ran ran = Ran.english("look", file.toString());
        assertThat(ran.code()).isEqualTo(code);
        assertThat(ran.err()).contains(said);
    }
}
