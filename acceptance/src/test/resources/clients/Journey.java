import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.Configuration;
import org.openapitools.client.api.CampaignsApi;
import org.openapitools.client.api.CertificatesApi;
import org.openapitools.client.api.ChecksApi;
import org.openapitools.client.api.ConsentsApi;
import org.openapitools.client.api.SubmissionsApi;
import org.openapitools.client.api.VerdictsApi;
import org.openapitools.client.auth.HttpBearerAuth;
import org.openapitools.client.model.Call;
import org.openapitools.client.model.Campaign;
import org.openapitools.client.model.CampaignTerms;
import org.openapitools.client.model.CampaignTermsExemption;
import org.openapitools.client.model.Certificate;
import org.openapitools.client.model.CheckAnswer;
import org.openapitools.client.model.CheckRequest;
import org.openapitools.client.model.Consent;
import org.openapitools.client.model.ConsentAnswerResultsInner;
import org.openapitools.client.model.Consents;
import org.openapitools.client.model.ConsentsConsentsInner;
import org.openapitools.client.model.DialRequest;
import org.openapitools.client.model.Submission;
import org.openapitools.client.model.VerdictRequest;

/**
 * What a developer would write with the generated Java client: a whole journey, one line printed for each step. The arguments are the
 * server's address, a key, the file to submit and the instant of a call.
 */
final class Journey {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long PAUSE_NANOS = 100_000_000;

    private final SubmissionsApi submissions = new SubmissionsApi();

    public static void main(String[] arguments) throws Exception {
        ApiClient client = Configuration.getDefaultApiClient();
        client.setBasePath(arguments[0]);
        ((HttpBearerAuth) client.getAuthentication("key")).setBearerToken(arguments[1]);
        new Journey().run(Path.of(arguments[2]), Instant.parse(arguments[3]));
        // The client's HTTP library keeps threads for connections that might be used again.
        client.getHttpClient().dispatcher().executorService().shutdown();
        client.getHttpClient().connectionPool().evictAll();
    }

    private void run(Path file, Instant at) throws ApiException, IOException {
        Campaign campaign = new CampaignsApi().declareCampaign(terms(LocalDate.parse("2026-12-31")), "java-campaign");
        say("campaign", campaign.getName());
        Submission submitted = submit(file, campaign);
        say("received", submitted.getFile());
        Submission done = settled(submitted.getId());
        say("state", done.getState().getValue());
        say("callable", text(submissions.download(done.getId(), "callable")));
        say("answers", text(submissions.download(done.getId(), "verdicts")));
        certificates(done);
        numbers(campaign, at);
        consent(OffsetDateTime.parse(at.toString()));
        try {
            new CampaignsApi().declareCampaign(terms(LocalDate.parse("2026-10-31")), null);
        } catch (ApiException e) {
            say("refused", e.getCode() + " " + e.getResponseBody().replaceAll(".*\"code\":\"([^\"]*)\".*", "$1"));
        }
    }

    private static CampaignTerms terms(LocalDate end) {
        return new CampaignTerms()
                .name("Suivi")
                .sector(CampaignTerms.SectorEnum.OTHER)
                .exemption(new CampaignTermsExemption()
                        .ground(CampaignTermsExemption.GroundEnum.CONTRACT)
                        .evidence("CRM 7"))
                .startsOn(LocalDate.parse("2026-11-01"))
                .endsOn(end);
    }

    private Submission submit(Path file, Campaign campaign) throws ApiException {
        return submissions.submit(
                file.getFileName().toString(),
                file.toFile(),
                campaign.getId(),
                null,
                null,
                List.of("2"),
                null,
                null,
                null,
                null,
                null,
                null,
                "java-file");
    }

    private Submission settled(UUID id) throws ApiException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        Submission now = submissions.submission(id);
        while (List.of("RECEIVED", "CHECKING").contains(now.getState().getValue()) && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE_NANOS);
            now = submissions.submission(id);
        }
        return now;
    }

    private static void certificates(Submission done) throws ApiException, IOException {
        CertificatesApi certificates = new CertificatesApi();
        Certificate certificate = certificates.certificateOf(done.getId());
        say("certificate", "expired " + certificate.getExpired());
        String jws = text(certificates.certificateJws(done.getId()));
        say("jws", jws.equals(certificate.getJws()) ? "that of the certificate" : jws);
        say("pdf", text(certificates.certificatePdf(done.getId())).substring(0, 5));
    }

    private static void numbers(Campaign campaign, Instant at) throws ApiException {
        CheckAnswer checks = new ChecksApi()
                .check(new CheckRequest().numbers(List.of("06 39 98 00 01", "0639980002", "0639")), null);
        say("checks", checks.getScope() + " " + checks.getResults().stream()
                .map(result -> result.getVerdict().getValue())
                .collect(Collectors.joining(" ")));
        Call call = new Call()
                .number("0639980002")
                .at(OffsetDateTime.parse(at.toString()))
                .campaign(campaign.getId());
        VerdictsApi verdicts = new VerdictsApi();
        say("verdict", verdicts.verdicts(new VerdictRequest().calls(List.of(call)), null)
                .getResults().getFirst().getVerdict().getValue());
        say("dial", verdicts.dial(new DialRequest().number("0639980002").campaign(campaign.getId()), null)
                .getVerdict().getValue());
    }

    private static void consent(OffsetDateTime now) throws ApiException {
        ConsentsConsentsInner claim = new ConsentsConsentsInner()
                .reference("r-1")
                .number("0639980004")
                .givenAt(now.minusMinutes(5))
                .until(now.plusDays(300))
                .thirdParties(List.of())
                .goods("fenêtres")
                .sectors(List.of(ConsentsConsentsInner.SectorsEnum.OTHER))
                .text("J’accepte")
                .channel(ConsentsConsentsInner.ChannelEnum.WEB)
                .positiveAct(true)
                .withdrawalExplained(true)
                .proofOffered(true)
                .evidence("sha256:8e1747ea8e28eb25ae996783b54f4b8f7ca1640cf17f16b6bdd1a98c2b1ef450");
        ConsentsApi consents = new ConsentsApi();
        ConsentAnswerResultsInner recorded =
                consents.recordConsents(new Consents().consents(List.of(claim)), null).getResults().getFirst();
        Consent one = consents.consent(UUID.fromString(recorded.getId()));
        say("consent", recorded.getState() + " " + one.getReference() + " " + one.getState() + " " + one.getSectors());
    }

    private static String text(File file) throws IOException {
        String text = new String(Files.readAllBytes(file.toPath()), UTF_8);
        Files.delete(file.toPath());
        return text;
    }

    private static void say(String step, String what) {
        System.out.println(step + ": " + what.strip().replaceAll("\r?\n", " / "));
    }
}
