package org.openbloctel.server.calls.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What mail programs make of attachments: each content is one submission, or is refused with a reason, and nothing is lost. */
@Tag("check-long")
final class OddMailIT {
    private static final String OWNER = "000000018@example.org";

    private static MailSite site;
    private int answers;
    private long submissions;

    @BeforeAll
    static void start() {
        site = new MailSite();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void count() {
        answers = site.post.mailOf(OWNER).size();
        submissions = site.submissions();
    }

    private String answer(Letter letter) {
        site.post.send(letter);
        String text = PostOffice.text(site.post.answer(OWNER, answers + 1));
        site.post.untilRead();
        answers++;
        assertThat(text).doesNotContainPattern("06 ?39 ?98");
        return text;
    }

    private List<String> names() {
        return site.rows
                .sql("select file_name from accounts.submission order by seq offset ?")
                .param(submissions)
                .query(String.class)
                .list();
    }

    private static String lines(String number) {
        return "Nom;Téléphone\nÉlise;" + number + "\nBert;0639980002\n";
    }

    @Test
    void oddNamesAndEncodingsInOneMailAreEachOneSubmission() {
        String text = answer(placedOddly(encodedOddly(Letter.from(OWNER).text("Voici."))));
        assertThat(names())
                .containsExactly(
                        "été 2026.csv",
                        "Noël.csv",
                        "pâques.csv",
                        "quoted.csv",
                        "noise.csv",
                        "liste de juin.txt",
                        "inline.csv",
                        "piece-jointe-1.csv",
                        "rappel ….csv",
                        "classeur.xlsx",
                        "deep.csv");
        assertThat(site.rows
                        .sql("select callable from accounts.submission order by seq offset ?")
                        .param(submissions)
                        .query(Integer.class)
                        .list())
                .containsExactly(2, 2, 2, 2, 2, 1, 1, 2, 2, 1, 1);
        assertThat(text).contains("été 2026.csv", "Noël.csv", "pâques.csv", "liste de juin.txt", "rappel ….csv");
        assertThat(text.split("/pro/depots/", -1)).hasSize(12);
    }

    @Test
    void whatIsNoCallFileIsNamedOrRefused() {
        String text = answer(Letter.from(OWNER)
                .text("Voici.")
                .part("Content-Type: text/html", "<p>Voici.</p>")
                .part(
                        "Content-Type: application/ms-tnef; name=\"winmail.dat\"\nContent-Transfer-Encoding: base64",
                        "eJ8+")
                .part("Content-Type: image/png; name=\"logo.png\"\nContent-Disposition: inline", "x")
                .part("Content-Type: application/pkcs7-signature; name=smime.p7s", "x")
                .part("Content-Type: message/rfc822", "From: a@example.org\r\n\r\nx")
                .file("contrat.pdf", "%PDF-1.7")
                .file("vieux.doc", "x")
                .file("vide.csv", "")
                .part(
                        "Content-Type: text/csv; name=uu.csv\nContent-Transfer-Encoding: x-uuencode",
                        "begin 644 uu.csv\r\n#0V%T\r\n`\r\nend\r\n")
                .part(
                        "Content-Type: text/csv; name=cut.csv\nContent-Transfer-Encoding: base64",
                        "Tm9tO1TDqQ0KRWxpc2U7MDYzOTk4MD")
                .file("bon.csv", lines("0639980121")));
        assertThat(names()).containsExactly("bon.csv");
        assertThat(text)
                .containsSubsequence("winmail.dat", "BT-0765")
                .containsSubsequence("message.eml", "BT-0771")
                .containsSubsequence("contrat.pdf", "BT-0764")
                .containsSubsequence("vieux.doc", "BT-0764")
                .containsSubsequence("vide.csv", "BT-0402")
                .containsSubsequence("uu.csv", "BT-0767")
                .containsSubsequence("cut.csv", "BT-0767")
                .containsSubsequence("Laissé de côté", "logo.png", "smime.p7s");
    }

    @Test
    void archiveOfSeveralFilesIsSeveralSubmissions() throws IOException {
        byte[] inner = zip("a.csv", bytes(lines("0639980131")));
        byte[] archive = zip(
                "un.csv", bytes(lines("0639980132")),
                "dossier/deux.txt", bytes(lines("0639980133")),
                "../../trois.xlsx", workbook("0639980134"),
                "__MACOSX/._un.csv", bytes("x"),
                "encore.zip", inner,
                "lisez-moi.pdf", bytes("x"));
        String text = answer(Letter.from(OWNER).file("tout.zip", archive));
        assertThat(names()).containsExactly("un.csv", "deux.txt", "trois.xlsx");
        assertThat(text).containsSubsequence("encore.zip", "BT-0766").containsSubsequence("lisez-moi.pdf", "BT-0764");
    }

    @Test
    void archiveOfOneFileIsTakenAsItIs() throws IOException {
        answer(Letter.from(OWNER).file("seul.zip", zip("seul.csv", bytes(lines("0639980141")))));
        assertThat(names()).containsExactly("seul.zip");
    }

    @Test
    void damagedEncryptedAndOversizedArchivesAreRefused() throws IOException {
        byte[] damaged = zip("a.csv", bytes(lines("0639980151")), "b.csv", bytes(lines("0639980152")));
        int content = new String(damaged, StandardCharsets.ISO_8859_1).indexOf("a.csv") + 12;
        damaged[content] ^= 0x55;
        byte[] encrypted = zip("c.csv", bytes(lines("0639980153")), "d.csv", bytes(lines("0639980154")));
        int central = new String(encrypted, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        encrypted[central + 8] |= 1;
        byte[] cut = java.util.Arrays.copyOf(damaged, damaged.length / 2);
        String text = answer(Letter.from(OWNER)
                .file("abime.zip", damaged)
                .file("chiffre.zip", encrypted)
                .file("coupe.zip", cut));
        assertThat(text)
                .containsSubsequence("a.csv", "BT-0404")
                .containsSubsequence("c.csv", "BT-0769")
                .containsSubsequence("coupe.zip", "BT-0404");
        assertThat(names()).containsExactly("b.csv", "d.csv", "coupe.zip");
        byte[] bomb = zip("e.csv", new byte[120 << 20], "f.csv", new byte[120 << 20]);
        assertThat(answer(Letter.from(OWNER).file("bombe.zip", bomb))).contains("BT-0406");
        Object[] entries = new Object[40];
        for (int i = 0; i < entries.length; i += 2) {
            entries[i] = "x".repeat(60_000) + i + ".csv";
            entries[i + 1] = bytes(lines("0639980153"));
        }
        assertThat(answer(Letter.from(OWNER).file("longue.zip", zip(entries)))).contains("BT-0435");
    }

    @Test
    void mailThatIsEncryptedOrNotWholeIsAnswered() {
        assertThat(answer(Letter.from(OWNER)
                        .as("multipart/encrypted; protocol=\"application/pgp-encrypted\"")
                        .part("Content-Type: application/pgp-encrypted", "Version: 1")))
                .contains("BT-0769");
        Letter letter = Letter.from(OWNER);
        for (int i = 0; i < Attachments.MAX_FILES + 1; i++) {
            letter.file("n" + i + ".pdf", "x");
        }
        assertThat(answer(letter)).contains("BT-0764");
        assertThat(names()).isEmpty();
    }

    private static Letter encodedOddly(Letter letter) {
        String csv = "Content-Type: text/csv\nContent-Disposition: attachment; ";
        return letter
                // 1: RFC 2231, in pieces, with a charset
                .part(
                        csv + "filename*0*=UTF-8''%C3%A9t%C3%A9%20;\n filename*1*=2026%2E;\n filename*2=csv\n"
                                + "Content-Transfer-Encoding: base64",
                        Letter.base64(lines("0639980101").getBytes(StandardCharsets.UTF_8)))
                // 2: RFC 2047 in a parameter, which it forbids
                .part(
                        csv + "filename=\"=?iso-8859-1?Q?No=EBl=2Ecsv?=\"\nContent-Transfer-Encoding: base64",
                        Letter.base64(lines("0639980102").getBytes(StandardCharsets.UTF_8)))
                // 3: bare UTF-8, 8bit, windows-1252 inside
                .part(
                        csv + "filename=\"" + Letter.utf8("pâques.csv") + "\"\nContent-Transfer-Encoding: 8bit",
                        new String(
                                lines("0639980103").getBytes(Charset.forName("windows-1252")),
                                StandardCharsets.ISO_8859_1))
                // 4: quoted-printable with soft breaks
                .part(
                        csv + "filename=quoted.csv\nContent-Transfer-Encoding: Quoted-Printable",
                        "Nom;T=C3=A9l=C3=A9phone=0D=0A=C3=89lise;06399=\r\n80104=0D=0ABert;0639980002=0D=0A")
                // 5: base64 on one line and with noise between
                .part(
                        csv + "filename=\"noise.csv\"\nContent-Transfer-Encoding: base64",
                        noisy(Letter.base64(lines("0639980105").getBytes(StandardCharsets.UTF_8))));
    }

    private static Letter placedOddly(Letter letter) {
        String csv = "Content-Type: text/csv\nContent-Disposition: attachment; ";
        return letter
                // 6: a name without the quotes it needs, and no encoding named
                .part(
                        "Content-Type: text/plain; name=liste de juin.txt\nContent-Disposition: attachment; filename=liste de juin.txt",
                        "Nom;Telephone\r\nElise;0639980106\r\n")
                // 7: inline, as some telephones send files
                .part(
                        "Content-Type: text/csv; name=\"inline.csv\"\nContent-Disposition: inline",
                        "Nom;Telephone\r\nElise;0639980107\r\n")
                // 8: no name at all, UTF-16
                .part(
                        "Content-Type: text/csv\nContent-Transfer-Encoding: BASE64",
                        Letter.base64(lines("0639980108").getBytes(StandardCharsets.UTF_16)))
                // 9: a path and a number in the name
                .file("clients/0639980002/rappel 06 39 98 00 02.csv", lines("0639980109"))
                // 10: a workbook that says it is something else
                .part(
                        "Content-Type: application/octet-stream; name=\"classeur.xlsx\"\n"
                                + "Content-Disposition: attachment\nContent-Transfer-Encoding: base64",
                        Letter.base64(workbook("0639980110")))
                // 11: inside parts inside parts
                .part(
                        "Content-Type: multipart/mixed; boundary=\"inner\"",
                        "--inner\r\nContent-Type: multipart/related; boundary=\"innermost\"\r\n\r\n"
                                + "--innermost\r\n" + csv.replace("\n", "\r\n") + "filename=deep.csv\r\n\r\n"
                                + "Nom;Telephone\r\nElise;0639980111\r\n\r\n--innermost--\r\n--inner--\r\n");
    }

    private static String noisy(String base64) {
        String bare = base64.replace("\r\n", "");
        return " " + bare.substring(0, 7) + "!\r\n\t" + bare.substring(7, 20) + "\r\n\r\n--\r\n" + bare.substring(20);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] workbook(String number) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Feuille");
            sheet.value(0, 0, "Nom");
            sheet.value(0, 1, "Téléphone");
            sheet.value(1, 0, "Elise");
            sheet.value(1, 1, number);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] zip(Object... namesAndContents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                zip.write((byte[]) namesAndContents[i + 1]);
            }
        }
        return out.toByteArray();
    }
}
