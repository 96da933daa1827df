package org.openbloctel.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.server.app.ServerFixture;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a thief of the database or of the data folder finds after the demo's day: none of the numbers that are on the list, were
 * registered, or wait. Every column of every table is read as {@code pg_dump} would write it, and every file to its end.
 */
final class NumbersAtRestIT {
    private static final String WAITING = "0536490017";
    private static final long FRANCE = 33_000_000_000L;
    /** As people and programs write a number, alone or among other words: not within a hash or an id. */
    private static final Pattern WRITTEN =
            Pattern.compile("(?<![0-9A-Za-z])[+]?(?:\\d[ .\\-\\u00a0]?){8,12}\\d(?![0-9A-Za-z])");
    /** How the file of a plain list begins. */
    private static final byte[] LIST = {(byte) 0x89, 'O', 'B', 'L', '\r', '\n', 0x1a, '\n'};

    private static ServerFixture server;
    private static Set<Long> secret;

    @BeforeAll
    static void start() throws Exception {
        server = ServerFixture.start("openbloctel.demo=true");
        server.bean(Consumers.class).ask(WAITING, "dominique@courriel.example", Locale.FRENCH);
        Publication publication = server.bean(Publication.class);
        secret = new HashSet<>();
        publication.current().forEach(number -> secret.add(number - FRANCE));
        publication.snapshot();
        assertThat(secret).as("the list").hasSizeGreaterThan(2_000);
        secret.add(Long.parseLong(WAITING.substring(1)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void noColumnOfAnyTableHoldsAPlainNumber() {
        JdbcClient owner = JdbcClient.create(server.database().owner());
        List<Map<String, Object>> columns = owner.sql("""
                        select quote_ident(c.table_schema) || '.' || quote_ident(c.table_name) as within,
                            quote_ident(c.column_name) as name, c.data_type as type
                        from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
                        where c.table_schema not in ('pg_catalog', 'information_schema') and t.table_type = 'BASE TABLE'
                          and c.data_type not in ('boolean', 'date', 'timestamp with time zone')
                        """).query().listOfRows();
        assertThat(columns).hasSizeGreaterThan(400);
        List<String> found = new ArrayList<>();
        for (Map<String, Object> column : columns) {
            String select = "select " + column.get("name") + "%s from " + column.get("within");
            boolean leaks = String.valueOf(column.get("type")).equals("bytea")
                    ? owner.sql(select.formatted("")).query(byte[].class).list().stream()
                            .anyMatch(bytes -> bytes != null && leaks(bytes))
                    : owner.sql(select.formatted("::text")).query(String.class).list().stream()
                            .anyMatch(text -> text != null && leaks(text));
            if (leaks) {
                found.add(column.get("within") + "." + column.get("name"));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noFileOfTheDataFolderHoldsAPlainNumber() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(server.folder())) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files).anyMatch(file -> file.toString().contains("/list/list-"));
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            if (leaks(bytes) || contains(bytes, LIST)) {
                found.add(server.folder().relativize(file).toString());
            }
        }
        assertThat(found).isEmpty();
    }

    /** The sweep would find a number in each form that it looks for. */
    @Test
    void sweepFindsANumberInEveryForm() {
        String national = WAITING.substring(1);
        long e164 = FRANCE + Long.parseLong(national);
        for (String written : List.of(
                WAITING,
                "+33" + national,
                "33" + national,
                "0033" + national,
                "a, 05 36 49 00 17;",
                "{\"n\":" + e164 + "}")) {
            assertThat(leaks(written)).as(written).isTrue();
            assertThat(leaks(written.getBytes(StandardCharsets.UTF_8)))
                    .as(written)
                    .isTrue();
        }
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            ByteBuffer bytes = ByteBuffer.allocate(20).order(order);
            assertThat(leaks(bytes.putLong(5, e164).array())).as("%s", order).isTrue();
        }
        assertThat(leaks("f" + national + "e")).as("a hash").isFalse();
    }

    private static boolean leaks(String text) {
        Matcher written = WRITTEN.matcher(text);
        while (written.find()) {
            String digits =
                    written.group().replaceAll("\\D", "").replaceFirst("^(0033|33(?=\\d{9}$)|0(?=\\d{9}$))", "");
            if (digits.length() == 9 && secret.contains(Long.parseLong(digits))) {
                return true;
            }
        }
        return false;
    }

    private static boolean leaks(byte[] bytes) {
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            ByteBuffer view = ByteBuffer.wrap(bytes).order(order);
            for (int at = 0; at + Long.BYTES <= bytes.length; at++) {
                if (secret.contains(view.getLong(at) - FRANCE)) {
                    return true;
                }
            }
        }
        return leaks(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(new String(part, StandardCharsets.ISO_8859_1));
    }
}
