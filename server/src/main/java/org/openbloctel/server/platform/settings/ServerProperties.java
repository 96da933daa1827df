package org.openbloctel.server.platform.settings;

import static java.util.Objects.requireNonNullElse;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The settings of no feature, with the names that the file of settings has. What the server makes of them: {@link Settings}. */
@ConfigurationProperties("openbloctel")
record ServerProperties(
        Settings.Environment environment,
        boolean demo,
        @Wanted("give a folder") Path dataFolder,
        @Wanted("give an address of this machine") String address,
        @Between(min = 0, max = 65_535) int port,
        @Wanted("give the public address") URI baseUrl,
        @Nullable String serviceName,
        Management management,
        Log log,
        Database database,
        Mail mail,
        Jobs jobs,
        Consumer consumer,
        Webhooks webhooks,
        Sftp sftp,
        Http http,
        @Nullable Seller seller) {
    private static final String PROOF = "openbloctel.consumer.proof-required";
    private static final String GATEWAY = "openbloctel.consumer.codes.gateway";

    ServerProperties {
        if (demo) {
            List<String> problems = new ArrayList<>();
            problems.addAll(openDoor("openbloctel.address", address));
            problems.addAll(openDoor("openbloctel.sftp.address", sftp.address()));
            refuse(problems);
        }
        if (environment == Settings.Environment.PRODUCTION) {
            List<String> problems = new ArrayList<>();
            if (database.url() == null && !database.embeddedInProduction()) {
                problems.add(
                        "openbloctel.database.url is empty in production: give the address of a PostgreSQL (the embedded"
                                + " one is for trials; openbloctel.database.embedded-in-production=true uses it all the same).");
            }
            if (database.url() != null
                    && (database.accounts().user() == null || database.list().user() == null)) {
                problems.add(
                        "openbloctel.database.accounts.user or .list.user is empty in production: give each pool a login that"
                                + " cannot become the owner of the tables.");
            }
            if (database.url() != null && !database.knowsItsServer()) {
                problems.add(
                        "openbloctel.database.url leaves it to the server whether its connections are encrypted: add"
                                + " sslmode=verify-full (or sslmode=disable, where the network between them is encrypted by itself).");
            }
            if (demo) {
                problems.add("openbloctel.demo is true in production: its logins are public, turn it off.");
            }
            if (!baseUrl.toString().startsWith("https://")) {
                problems.add(
                        "openbloctel.base-url does not begin with https:// in production: give the public address.");
            }
            if (http.trustedProxies().isEmpty()) {
                problems.add(
                        "openbloctel.http.trusted-proxies is empty in production: give the address of the proxy that speaks"
                                + " https for this server, or all visitors have its address and share its limits (none, where it keeps"
                                + " their addresses).");
            }
            problems.addAll(consumer.problemsInProduction());
            problems.addAll(requireNonNullElse(seller, Seller.NONE).problemsInProduction());
            if (mail.host() == null) {
                problems.add("openbloctel.mail.host is empty in production: nobody could confirm a registration.");
            }
            refuse(problems);
        }
    }

    /** What the server makes of them. */
    Settings settings() {
        return new Settings(
                environment(),
                demo(),
                dataFolder(),
                address(),
                baseUrl(),
                requireNonNullElse(serviceName(), ""),
                database(database()),
                mail(mail()),
                Optional.ofNullable(mail().from()),
                consumer().proofRequired(),
                gateway(consumer().codes()),
                jobs().threads(),
                webhooks().allowPrivate());
    }

    private static Settings.Database database(Database given) {
        String url = given.url();
        return new Settings.Database(
                url == null
                        ? null
                        : new Settings.Login(
                                url, given.user(), given.passwordFile().text()),
                pool(url, given.accounts()),
                pool(url, given.list()),
                new Settings.Doors(
                        given.checks().connections(),
                        given.api().connections(),
                        given.pages().connections(),
                        given.pages().statementSeconds()),
                given.migrate());
    }

    private static Settings.Pool pool(@Nullable String url, Pool given) {
        Settings.Login login = url == null || given.user() == null
                ? null
                : new Settings.Login(url, given.user(), given.passwordFile().text());
        return new Settings.Pool(login, given.connections());
    }

    private static Settings.@Nullable Gateway gateway(Codes given) {
        URI address = given.gateway();
        return address == null
                ? null
                : new Settings.Gateway(
                        address, requireNonNullElse(given.tokenFile().text(), ""));
    }

    private static Settings.@Nullable Mail mail(Mail given) {
        String host = given.host();
        return host == null
                ? null
                : new Settings.Mail(
                        new Settings.MailServer(host, given.port(), given.protection()),
                        given.user(),
                        given.passwordFile().text(),
                        new Settings.Sender(requireNonNullElse(given.from(), ""), given.fromName()));
    }

    private static List<String> openDoor(String name, String address) {
        try {
            if (InetAddress.getByName(address).isLoopbackAddress()) {
                return List.of();
            }
        } catch (UnknownHostException e) {
            // Told like another machine's.
        }
        return List.of(
                name + " is " + address + " with openbloctel.demo: its logins are public, so the demo listens on this"
                        + " machine alone. Leave it at 127.0.0.1.");
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    record Management(@Between(min = 0, max = 65_535) int port) {}

    record Log(Format format) {
        /** How the log is written. */
        enum Format {
            /** Lines for people. */
            TEXT,
            /** One JSON object a line, for programs. */
            JSON
        }
    }

    record Jobs(@Between(min = 1, max = 1000) int threads) {}

    record Http(List<String> trustedProxies) {
        Http {
            trustedProxies = requireNonNullElse(trustedProxies, List.of());
        }
    }

    record Sftp(@Wanted("give an address of this machine") String address) {}

    record Webhooks(boolean allowPrivate) {}

    record Consumer(boolean proofRequired, Codes codes) {
        private List<String> problemsInProduction() {
            URI gateway = codes.gateway();
            if (gateway == null) {
                return proofRequired
                        ? List.of(GATEWAY + " is empty in production, where " + PROOF
                                + " is true: nobody could prove a number.")
                        : List.of();
            }
            return "https".equals(gateway.getScheme())
                    ? List.of()
                    : List.of(GATEWAY + " does not begin with https:// in production: numbers and codes go there.");
        }
    }

    record Codes(@Nullable URI gateway, SecretFile tokenFile) {}

    /** The seller of the plans, whom the settings as they are shipped invent. */
    record Seller(
            @Nullable String name,
            @Nullable String address,
            @Nullable String siren,
            @Nullable String vatNumber,
            @Nullable String iban,
            @Nullable String bic) {
        /** What is bound where all of them are empty. */
        private static final Seller NONE = new Seller(null, null, null, null, null, null);

        private List<String> problemsInProduction() {
            List<String> problems = new ArrayList<>();
            requireOwn(problems, "name", name, "OpenBloctel");
            requireOwn(problems, "address", address, "1 rue de l’Exemple / 75000 Paris");
            requireOwn(problems, "siren", siren, "000000018");
            requireNoExample(problems, "vat-number", vatNumber, "FR00000000018");
            if (iban == null || !isIban(iban.replace(" ", ""))) {
                problems.add(
                        "openbloctel.seller.iban is no IBAN in production: give the account that transfers go to.");
            }
            requireNoExample(problems, "bic", bic, "EXEMFRPPXXX");
            return problems;
        }

        private static void requireOwn(List<String> problems, String setting, @Nullable String given, String example) {
            if (given == null) {
                problems.add("openbloctel.seller." + setting + " is empty in production: invoices name the seller.");
            }
            requireNoExample(problems, setting, given, example);
        }

        private static void requireNoExample(
                List<String> problems, String setting, @Nullable String given, String example) {
            if (example.equals(given)) {
                problems.add("openbloctel.seller." + setting + " is the example in production: give the seller's own,"
                        + " as invoices say it.");
            }
        }

        /** ISO 13616: the first four characters behind the others, letters as 10 to 35, leave 1 when divided by 97. */
        private static boolean isIban(String text) {
            if (!IBAN.matcher(text).matches()) {
                return false;
            }
            StringBuilder digits = new StringBuilder();
            (text.substring(IBAN_HEAD) + text.substring(0, IBAN_HEAD))
                    .chars()
                    .forEach(c -> digits.append(Character.digit(c, Character.MAX_RADIX)));
            return new BigInteger(digits.toString()).mod(NINETY_SEVEN).equals(BigInteger.ONE);
        }
    }

    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
    private static final int IBAN_HEAD = 4;
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    record Database(
            @Nullable String url,
            @Nullable String user,
            SecretFile passwordFile,
            Pool accounts,
            Pool list,
            Door checks,
            Door api,
            Pages pages,
            boolean migrate,
            boolean embeddedInProduction) {
        /** Without a word on it, the driver falls back to connections in the clear, and asks nobody for a certificate. */
        private boolean knowsItsServer() {
            return url == null
                    || LOCAL.matcher(url).matches()
                    || DECIDED.matcher(url).find();
        }

        Database {
            if (url != null && !url.startsWith("jdbc:postgresql:")) {
                refuse(List.of("openbloctel.database.url is no address of PostgreSQL: give"
                        + " jdbc:postgresql://HOST:PORT/DATABASE."));
            }
            if (!migrate && url != null && (accounts.user() == null || list.user() == null)) {
                refuse(
                        List.of(
                                "openbloctel.database.migrate is false: give openbloctel.database.accounts.user and .list.user."));
            }
        }
    }

    private static final Pattern DECIDED = Pattern.compile("[?&]sslmode=(verify-full|verify-ca|disable)(&|$)");
    private static final Pattern LOCAL =
            Pattern.compile("jdbc:postgresql:(//(localhost|127[.]\\d+[.]\\d+[.]\\d+|\\[::1])(:\\d+)?/|[^/]).*");

    record Door(@Between(min = 1, max = 1000) int connections) {}

    record Pages(
            @Between(min = 1, max = 1000) int connections,
            @Between(min = 1, max = 60) int statementSeconds) {}

    record Pool(
            @Nullable String user,
            SecretFile passwordFile,
            @Between(min = 1, max = 1000) int connections) {}

    record Mail(
            @Nullable String host,
            @Between(min = 1, max = 65_535) int port,
            Settings.Protection protection,
            @Nullable String user,
            SecretFile passwordFile,
            @Nullable String from,
            String fromName) {
        Mail {
            fromName = requireNonNullElse(fromName, "OpenBloctel");
            if (host != null && from == null) {
                refuse(List.of("openbloctel.mail.from is empty: give the address that mails are from."));
            }
        }
    }
}
