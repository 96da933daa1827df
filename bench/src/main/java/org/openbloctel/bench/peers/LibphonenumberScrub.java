package org.openbloctel.bench.peers;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The program a careful team writes: every number through libphonenumber, then a hash set. Arguments: list, calls, output. */
final class LibphonenumberScrub {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private LibphonenumberScrub() {}

    public static void main(String[] args) throws IOException {
        Set<Long> listed = ListOfLongs.read(Path.of(args[0]));
        try (BufferedReader calls = Files.newBufferedReader(Path.of(args[1]));
                BufferedWriter kept = Files.newBufferedWriter(Path.of(args[2]))) {
            String line = calls.readLine();
            while (line != null) {
                if (!listed.contains(number(line.split(";", -1)[3]))) {
                    kept.write(line);
                    kept.write('\n');
                }
                line = calls.readLine();
            }
        }
    }

    private static long number(String phone) {
        try {
            PhoneNumber parsed = NUMBERS.parse(phone, "FR");
            return parsed.getCountryCode() * 1_000_000_000L + parsed.getNationalNumber();
        } catch (NumberParseException notANumber) {
            return -1;
        }
    }
}
