package org.openbloctel.bench.lookup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a change on the list takes until look-ups see it: committed by another process, so it is what each server of several
 * needs; asked for over HTTP without a pause.
 *
 * <p>Numbers stand sealed in the database, under a key that the bench does not have. It imports one number and reads the change that
 * the import wrote: that row has the sealed number.
 *
 * @param median in milliseconds
 * @param most in milliseconds
 */
public record Visibility(double median, double most) {
    /** The first of the ten thousand mobile numbers that Arcep keeps for fiction; no list of the bench has them. */
    private static final long FICTION = 33_639_980_000L;

    private static final long MAX_NANOS = 10_000_000_000L;

    /** A number, and how it stands in the database. */
    public record SealedNumber(long number, UUID sealed) {}

    /** Imports a number that is not on the list of these data. */
    public static SealedNumber importNumber(Path root, Path data) throws IOException, InterruptedException {
        long number = FICTION + ThreadLocalRandom.current().nextInt(10_000);
        Path file = Files.writeString(data.resolve("one-number.txt"), "+" + number + "\n");
        OffsetDateTime begin = OffsetDateTime.now(ZoneOffset.UTC);
        try (Server server = Server.start(root, data, file.toString());
                Connection connection = server.database()) {
            server.awaitAnswer();
            UUID sealed = awaitImport(connection, begin);
            try (PreparedStatement registered =
                    connection.prepareStatement("insert into list.registered (number) values (?)")) {
                registered.setObject(1, sealed); // only registered numbers can be withdrawn
                registered.execute();
            }
            return new SealedNumber(number, sealed);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static UUID awaitImport(Connection connection, OffsetDateTime begin)
            throws SQLException, IOException, InterruptedException {
        long end = System.nanoTime() + MAX_NANOS;
        try (PreparedStatement query = connection.prepareStatement(
                "select number from list.change where added and at >= ? order by revision desc limit 1")) {
            query.setObject(1, begin);
            while (System.nanoTime() < end) {
                try (ResultSet row = query.executeQuery()) {
                    if (row.next()) {
                        return row.getObject(1, UUID.class);
                    }
                }
                Thread.sleep(50);
            }
        }
        throw new IOException("the number is not imported");
    }

    /** Puts a number on the list and takes it off, so many times. */
    public static Visibility measure(Server server, SealedNumber number, int times)
            throws IOException, InterruptedException {
        double[] millis = new double[times];
        try (Connection connection = server.database();
                HttpClient client = HttpClient.checks(server.checksPort(), 1, 0)) {
            change(connection, number, "withdraw");
            await(client, number, false);
            for (int i = 0; i < times; i++) {
                boolean oppose = i % 2 == 0;
                change(connection, number, oppose ? "oppose" : "withdraw");
                long committed = System.nanoTime();
                await(client, number, oppose);
                millis[i] = (System.nanoTime() - committed) / 1e6;
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
        Arrays.sort(millis);
        return new Visibility(millis[times / 2], millis[times - 1]);
    }

    private static void change(Connection connection, SealedNumber number, String function) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select list." + function + "(?, now())")) {
            statement.setObject(1, number.sealed());
            statement.execute();
        }
    }

    private static void await(HttpClient client, SealedNumber number, boolean opposed) throws IOException {
        long end = System.nanoTime() + MAX_NANOS;
        while (client.ask(HttpClient.checks(new long[] {number.number()})).contains("OPPOSED") != opposed) {
            if (System.nanoTime() > end) {
                throw new IOException("a change is not seen");
            }
        }
    }
}
