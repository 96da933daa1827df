package org.openbloctel.acceptance;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which package of {@code registry} owns which table, and which packages name a table of another in their SQL. SQL is what stands in
 * string literals, so the name of a table must stand there whole.
 */
final class SqlOwners {
    private static final Pattern LITERAL =
            Pattern.compile("\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"", Pattern.DOTALL);
    private static final Pattern TABLE = Pattern.compile("\\b(?:accounts|list)\\.[a-z_]+");
    private static final Pattern CREATED = Pattern.compile(
            "create (?:unlogged )?table (?:if not exists )?((?:accounts|list)\\.[a-z_]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DROPPED =
            Pattern.compile("drop table ((?:accounts|list)\\.[a-z_]+)", Pattern.CASE_INSENSITIVE);
    private static final String SOURCES = "registry/src/main/java/org/openbloctel/registry/";

    /** A table is worked on by its owners only. The table of submissions is handed from room to room: each has columns of its own. */
    static final Map<String, Set<String>> OWNED = Map.ofEntries(
            owns("audit", "audit_entry audit_waiting audit_head audit_root audit_seal audit_checkpoint"),
            owns(
                    "call",
                    "call_appointment call_attempt call_figure call_history call_id_a call_id_b call_id_c call_key"
                            + " call_off_hours call_refusal"),
            owns(
                    "campaign",
                    "campaign campaign_change campaign_check campaign_keeping campaign_kept campaign_reminder subject_start"),
            owns("casefile", "case_decision case_entry case_file case_step"),
            owns("certificate", "certificate certificate_key list_mark_key"),
            owns(
                    "company",
                    "api_key company company_application company_letter invitation invoice invoice_head mandate member payment plan"
                            + " quota_use sealing_key sftp_key subscription"),
            owns(
                    "complaint",
                    "complaint complaint_assignment complaint_day complaint_follower complaint_key complaint_step"),
            owns(
                    "consent",
                    "consent consent_evidence consent_import consent_import_line consent_withdrawal withdrawal_request"),
            owns(
                    "consumer",
                    "act act_count act_key address_recovery code_count consumer consumer_letter consumer_link number_code opposition_request"
                            + " registration"),
            owns("database", "number_key release_before"),
            owns("inspection", "inspector inspector_removed"),
            owns("credential", "credential failure known_device one_time_link passkey passkey_holder recovery_code"),
            owns("feed", "feed_key"),
            owns("figures", "figure_day service_hour"),
            owns("helpdesk", "canned_answer faq ticket ticket_key ticket_message"),
            owns("incident", "incident incident_update"),
            owns("help", "help_search"),
            owns("intake", "arrival incoming_file submission submission_key submission_upload"),
            owns(
                    "guard",
                    "guard_key guard_account guard_drawn guard_draw guard_use guard_stop guard_poll guard_spread guard_note"
                            + " guard_provenance canary_batch canary_sighting canary_call"),
            owns("lookup", "lookup_count"),
            owns("mailbox", "mailbox_mail mailbox_notice mailbox_part mailbox_state"),
            owns("operator", "pending_decision staff"),
            owns("outbox", "outbox"),
            owns("retention", "erasure_run erasure_clock erasure_stop scheduled_tasks"),
            owns("trace", "trace_check trace_key trace_lookup trace_set trace_volume"),
            owns(
                    "scrubbing",
                    "checked_print submission submission_checked submission_file submission_fingerprint_key submission_provenance"),
            owns("security", "key_use security_event"),
            owns("session", "browser_session"),
            owns("signal", "signal"),
            owns("submission", "download_place download_stop submission submission_download"),
            owns("webhook", "webhook webhook_attempt webhook_delivery webhook_event"),
            Map.entry(
                    "publication",
                    Set.of(
                            "list.change",
                            "list.head",
                            "list.opposition",
                            "list.registered",
                            "list.server",
                            "list.waiting")));

    /**
     * Classes outside {@code …Rows} that may run statements: the connections themselves, the import of a list, which copies over the
     * driver, the rotation of secrets, whose statements are made of a list of columns, the packing of an older database's calls, the sealing
     * of an older database's numbers and of all numbers anew, and what a login may do.
     */
    static final Set<String> MAY_RUN_SQL = Set.of(
            "database/CallPacking",
            "database/Database",
            "database/NumberResealing",
            "database/NumberSealing",
            "database/ServingLogins",
            "publication/ListImport",
            "rotation/Rewrapping");

    private static final Pattern STATEMENT =
            Pattern.compile("\\.(?:sql|writeLast)\\(|\\b(?:prepareStatement|prepareCall|createStatement)\\("
                    + "|@Sql(?:Query|Update|Batch|Call|Script)\\b");

    /**
     * The names in SQL that are neither literals nor constants, by class. Each was reviewed: its values are words of the code, never input,
     * which goes into parameters.
     */
    static final Map<String, Set<String>> SPLICED = Map.ofEntries(
            spliced("AuditRows", "sql"),
            spliced("CallIdRows", "before current next"),
            spliced("ComplaintSearchRows", "found order"),
            spliced("GuardRows", "lock"),
            spliced("ListImport", "sql"),
            spliced("ListRows", "sql"),
            spliced("NumberResealing", "behind column key name table tables type"),
            spliced("NumberSealing", "column sealed sql table"),
            spliced("PowerRows", "lock one select"),
            spliced("Rewrapping", "column context key masterKey name table"),
            spliced("SecurityRows", "sql"),
            spliced("RoleRows", "role"),
            spliced("ServingLogins", "login missing password role"),
            spliced("SumRows", "column group"),
            spliced("TextKeyRows", "table"));

    private static final Pattern CALLED =
            Pattern.compile("\\b(?:sql|prepareStatement|prepareCall|execute|executeQuery|executeUpdate)\\(");

    private static final Pattern NAME = Pattern.compile("\\b[a-z]\\w*\\b");

    private static final Set<String> HARMLESS = Set.of("connection", "formatted", "append", "toString");

    /** Packages whose work is on the tables of all others; the database seals the numbers that older versions left in them. */
    static final Set<String> FOR_ALL = Set.of("database", "retention", "rotation");

    private SqlOwners() {}

    private static Map.Entry<String, Set<String>> owns(String part, String tables) {
        return Map.entry(
                part,
                Arrays.stream(tables.split(" ", -1))
                        .map(table -> "accounts." + table)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static Map.Entry<String, Set<String>> spliced(String type, String names) {
        return Map.entry(type, Set.of(names.split(" ", -1)));
    }

    /** Every table that a migration makes, and none drops. */
    static Set<String> tables(List<RepositoryFile> files) {
        Set<String> tables = new TreeSet<>();
        List<RepositoryFile> migrations = files.stream()
                .filter(file -> file.path().startsWith("registry/src/main/resources/db/migration/"))
                .toList();
        migrations.forEach(file -> named(CREATED, file).forEach(tables::add));
        migrations.forEach(file -> named(DROPPED, file).forEach(tables::remove));
        return tables;
    }

    private static Stream<String> named(Pattern statement, RepositoryFile file) {
        return statement.matcher(file.text()).results().map(found -> found.group(1));
    }

    /** For each package the tables of others that it names. */
    static Map<String, Set<String>> foreign(List<RepositoryFile> files, Set<String> tables) {
        Map<String, Set<String>> foreign = new TreeMap<>();
        for (RepositoryFile file : files) {
            if (!file.isJava() || !file.path().startsWith(SOURCES)) {
                continue;
            }
            String inside = inPackage(file);
            String part = inside.substring(0, inside.indexOf('/'));
            Matcher literal = LITERAL.matcher(file.text());
            while (!FOR_ALL.contains(part) && literal.find()) {
                Matcher named = TABLE.matcher(literal.group());
                while (named.find()) {
                    boolean own = OWNED.getOrDefault(part, Set.of()).contains(named.group());
                    if (!own && tables.contains(named.group())) {
                        foreign.computeIfAbsent(part, name -> new TreeSet<>()).add(named.group());
                    }
                }
            }
        }
        return foreign;
    }

    /** The path of a file from its package on, without the wing. */
    private static String inPackage(RepositoryFile file) {
        String[] steps = file.path().split("/", -1);
        return steps[steps.length - 2] + "/" + steps[steps.length - 1];
    }

    /** The names in the SQL of classes that run statements, by class. A statement that is a variable as a whole is one, too. */
    static Map<String, Set<String>> spliced(List<RepositoryFile> files) {
        Map<String, Set<String>> spliced = new TreeMap<>();
        for (RepositoryFile file : files) {
            boolean ships = file.path().contains("/src/main/") && !file.path().startsWith("bench/");
            if (!file.isJava() || !ships || !STATEMENT.matcher(file.text()).find()) {
                continue;
            }
            String text = LITERAL.matcher(file.text()).replaceAll("\"\"");
            Matcher call = CALLED.matcher(text);
            while (call.find()) {
                String argument = argument(text, call.end());
                // A lambda is no statement.
                Matcher name = NAME.matcher(argument.contains("->") ? "" : argument);
                while (name.find()) {
                    if (!HARMLESS.contains(name.group())) {
                        spliced.computeIfAbsent(file.name().replace(".java", ""), of -> new TreeSet<>())
                                .add(name.group());
                    }
                }
            }
        }
        return spliced;
    }

    private static String argument(String text, int from) {
        int depth = 1;
        int end = from;
        while (depth > 0) {
            depth += text.charAt(end) == '(' ? 1 : text.charAt(end) == ')' ? -1 : 0;
            end++;
        }
        return text.substring(from, end - 1);
    }

    /** The classes of {@code registry} that run a statement and are no {@code …Rows}: package and name. */
    static Set<String> outsideRows(List<RepositoryFile> files) {
        return files.stream()
                .filter(file -> file.isJava() && file.path().startsWith(SOURCES))
                .filter(file -> !file.path().endsWith("Rows.java"))
                .filter(file -> STATEMENT.matcher(file.text()).find())
                .map(file -> inPackage(file).replace(".java", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
