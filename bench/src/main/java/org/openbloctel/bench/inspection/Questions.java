package org.openbloctel.bench.inspection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The questions of an inspector at a browser. An answer with fewer rows than the data surely give is a fault. For one thread. */
final class Questions {
    private static final String SEARCH = "/inspection/plaintes";
    private static final int PAGE = 50;
    private static final int MAX_FILE = 10_000;
    /** Words are in half of the complaints, in a quarter and so on: those from here on are in fewer than 7 %, and 0.3 %. */
    private static final int LESS_COMMON = 4;

    private static final int RARE = 9;
    private static final List<String> SUBJECTS = List.of("energy-renovation", "home-adaptation", "training", "bank");

    private final Browser browser;
    private final SplittableRandom random = new SplittableRandom(14);
    private final List<String> words;
    private final List<String> complaints = new ArrayList<>();
    private final List<Integer> checks = new ArrayList<>();

    Questions(Browser browser, Properties facts) {
        this.browser = browser;
        this.words = List.of(facts.getProperty("words").split(" "));
        for (int i = 0; facts.containsKey("complaint." + i); i++) {
            String[] complaint = facts.getProperty("complaint." + i).split(" ", -1);
            complaints.add(complaint[0]);
            checks.add(Integer.parseInt(complaint[1]));
        }
    }

    /** A question; throws when the answer is not the right one. */
    interface Question {
        void ask(int round) throws IOException, InterruptedException;
    }

    /** Searches: with words in the form as they are typed, else by their address. */
    Map<String, Question> searches() throws IOException, InterruptedException {
        List<String> callers = links("CALLER", "appelant");
        List<String> companies = links("COMPANY", "entreprise");
        Map<String, Question> all = new LinkedHashMap<>();
        all.put("the latest", round -> rows(browser.get(SEARCH), PAGE));
        all.put("the earliest in a state", round -> rows(browser.get(SEARCH + "?etat=RECEIVED&tri=anciens"), 1));
        all.put("a calling number of many complaints", round -> rows(browser.get(one(callers)), 1));
        all.put("a company", round -> rows(browser.get(one(companies)), 1));
        all.put(
                "a subject, a state and a département",
                round -> rows(browser.get(SEARCH + "?etat=CLOSED" + subject() + "&departement=" + departement()), 0));
        all.put("a word of 8 to 60 in 100 complaints", round -> typed(word(0, LESS_COMMON), "", PAGE));
        all.put("a word of 2 to 70 in 1,000", round -> typed(word(LESS_COMMON, RARE), "", 1));
        all.put("a rarer word", round -> typed(word(RARE, words.size()), "", 0));
        all.put("two words", round -> typed(word(0, RARE) + " " + word(0, words.size()), "", 0));
        all.put(
                "three words",
                round -> typed(word(0, RARE) + " " + word(0, RARE) + " " + word(0, words.size()), "", 0));
        all.put(
                "a word, a subject and a département",
                round -> typed(word(0, words.size()), subject() + "&departement=" + departement(), 0));
        return all;
    }

    /** Pages without a search. */
    Map<String, Question> pages() throws IOException, InterruptedException {
        Map<String, Question> all = new LinkedHashMap<>();
        browser.post(SEARCH + "/nouvelle-recherche", Map.of());
        all.put("worklist", round -> rows(browser.get("/inspection"), 1));
        all.put("groups of 30 days by caller, chart and map", round -> rows(groups("CALLER", 30), 1));
        for (String group : List.of("CALLER", "COMPANY", "AGENT", "SUBJECT", "TERRITORY", "DEPARTEMENT", "HOUR")) {
            all.put(
                    "groups of 91 days by " + group.toLowerCase(Locale.ROOT) + ", chart and map",
                    round -> rows(groups(group, 91), 1));
        }
        open(complaints.getFirst());
        all.put("a complaint", round -> contains(browser.get(SEARCH + "/" + one(complaints, round)), "Un démarchage"));
        return all;
    }

    /** The evidence about the number of a complaint. */
    void evidence(int round) throws IOException, InterruptedException {
        String page = browser.get(SEARCH + "/" + one(complaints, round) + "/preuves");
        int from = page.indexOf("id=\"timeline\"");
        String timeline = page.substring(from, page.indexOf("id=\"limits\"", from));
        // A line of its head, and one of the call.
        int found = timeline.split("<tr>", -1).length - 3;
        int expected = checks.get(round % checks.size());
        // Of two billion random prints, some are those of the number.
        if (found < expected) {
            throw new IOException(found + " of " + expected + " checks in the evidence");
        }
    }

    private void open(String complaint) throws IOException, InterruptedException {
        browser.get(SEARCH + "/" + complaint);
        browser.post(SEARCH + "/" + complaint, Map.of("purpose", "mesure"));
    }

    private String groups(String group, int days) throws IOException, InterruptedException {
        return browser.get("/inspection/groupes?par=" + group + "&jours=" + days);
    }

    /** The addresses of the groups' searches. */
    private List<String> links(String group, String by) throws IOException, InterruptedException {
        Matcher link = Pattern.compile("href=\"(" + SEARCH + "[^\"]*" + by + "=[0-9a-f-]{36}[^\"]*)\"")
                .matcher(groups(group, 91));
        List<String> all = new ArrayList<>();
        while (link.find()) {
            all.add(link.group(1).replace("&amp;", "&"));
        }
        if (all.isEmpty()) {
            throw new IOException("no groups by " + group);
        }
        return all;
    }

    private void typed(String typed, String more, int least) throws IOException, InterruptedException {
        Map<String, String> fields = new HashMap<>(Map.of("words", typed));
        Arrays.stream(more.split("&", -1)).filter(field -> !field.isEmpty()).forEach(field -> {
            String[] parts = field.split("=", -1);
            fields.put(parts[0], parts[1]);
        });
        rows(browser.post(SEARCH, fields), least);
    }

    /** The list as CSV, without words. */
    void file(int round) throws IOException, InterruptedException {
        long rows = browser.get(SEARCH + ".csv").lines().count() - 1;
        if (rows < 1 || rows > MAX_FILE) {
            throw new IOException(rows + " rows in the file");
        }
    }

    private static void rows(String page, int least) throws IOException {
        int rows = page.split("<th scope=\"row\"", -1).length - 1;
        // An empty list has a notice in the place of its rows.
        if (rows < least || (rows == 0 && !page.contains("class=\"empty\""))) {
            throw new IOException(rows + " rows instead of at least " + least);
        }
    }

    private static void contains(String page, String text) throws IOException {
        if (!page.contains(text)) {
            throw new IOException("not the page of a complaint");
        }
    }

    private String word(int from, int until) {
        return words.get(random.nextInt(from, until));
    }

    private String subject() {
        return "&sujet=" + SUBJECTS.get(random.nextInt(SUBJECTS.size()));
    }

    private String departement() {
        return "0" + random.nextInt(1, 10);
    }

    private String one(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static String one(List<String> all, int round) {
        return all.get(round % all.size());
    }
}
