using DeployCrew.Images.Linting.Secrets;

namespace DeployCrew.Images.Tests.Linting;

public sealed class SecretFilesTests
{
    // Put together here, so that nobody's scanner takes this file for a leak.
    private const string Filler = "Q7xk2Pq9Lm4Rt8Vb1Nc6Wd3Yf5Zh0Js7Ka2Ge9Tu";
    private const string Pem = "-----BEGIN " + "RSA PRIVATE KEY-----";

    [Theory]
    [InlineData(".env.production", "PORT=80\nDB_PASSWORD=Tr0ub4dor\n", 2, "the value of DB_PASSWORD")]
    [InlineData("prod.env", "export STRIPE_SECRET=abcd1234efgh\n", 1, "the value of STRIPE_SECRET")]
    [InlineData(".env.staging", "DATABASE_URL=postgres://shop:Tr0ub4dor@db/shop\n", 1, "the value of DATABASE_URL")]
    [InlineData(".env.example", "API_KEY=8f4b2c9d1e7a\n", 1, "the value of API_KEY")]
    [InlineData(".env.test", "DATABASE_URL=postgres://shop:Tr0ub4dor@db/shop\n", 1, "the value of DATABASE_URL")]
    [InlineData(".npmrc", "save-exact=true\n//registry.npmjs.org/:_authToken=abc123\n", 2, "a password or token")]
    [InlineData(".pypirc", "[pypi]\nusername = me\npassword = abc\n", 3, "a password or token")]
    [InlineData(".netrc", "machine x.test login me password abc\n", 1, "a password or token")]
    [InlineData("deploy/.docker/config.json", "{\"auths\":{\"x\":{\"auth\":\"YWJj\"}}}", 1, "a password or token")]
    [InlineData("config.py", "x = 1\nGITHUB = 'ghp_" + Filler + "'\n", 2, "a GitHub token")]
    [InlineData("a.js", "const t = 'github_pat_11" + Filler + "_" + Filler + "'", 1, "a GitHub token")]
    [InlineData("a.rb", "Slack = 'xoxb-" + "123456789012-" + Filler + "'", 1, "a Slack token")]
    [InlineData("pay.js", "stripe('sk_live_" + Filler + "')", 1, "a Stripe live key")]
    [InlineData("main.tf", "access_key = \"AKIA" + "Q3EGRIVVNB4WTPLM\"\nsecret_key = \"Q7xk2Pq9Lm4Rt8Vb1Nc6Wd3Yf5Zh0Js7Ka2Ge9Tu\"\n", 1, "an AWS access key")]
    [InlineData("settings.ini", "aws_secret_access_key = Q7xk2Pq9Lm4Rt8Vb1Nc6Wd3Yf5Zh0Js7Ka2Ge9Tu\n", 1, "an AWS secret key")]
    [InlineData("key.txt", "\n" + Pem + "\n" + Filler + Filler + "\n", 2, "a private key")]
    [InlineData("gcp.json", "{\"type\": \"service_account\",\n\"private_key\": \"-----BEGIN " + "PRIVATE KEY-----\\n" + Filler + Filler + "\"}", 2, "a Google service account's key")]
    public void Find_Secret_IsNamedWithItsLine(string path, string text, int line, string what) =>
        Assert.Equal(new SecretFile(path, line, what), SecretFiles.Find(path, text));

    [Theory]
    [InlineData(".env.example", "DB_PASSWORD=\nAPI_KEY=your-key-here\nTOKEN=<token>\nSECRET=changeme\n")]
    [InlineData(".env.production", "PORT=80\nNODE_ENV=production\n# DB_PASSWORD=x1y2z3w4\nNEXT_PUBLIC_API_KEY=pk_abc12345\nTOKEN_TTL=3600\n")]
    [InlineData(".npmrc", "//registry.npmjs.org/:_authToken=${NPM_TOKEN}\nregistry=https://x.test\n")]
    [InlineData(".env.test", "DB_PASSWORD=only-for-tests\n")]
    [InlineData(".env.example", "DB_PASSWORD=postgres\nDATABASE_URL=postgres://shop:password@localhost/shop\n")]
    [InlineData("pip.conf", "[global]\nindex-url = https://${USER}:${TOKEN}@pypi.x.test/simple\n")]
    [InlineData("user.test.js", "expect(login('me', 'password')).toBe(token); const password = 'secret123';")]
    [InlineData("parse.go", "if strings.HasPrefix(s, \"" + Pem + "\") { return }")]
    [InlineData("README.md", "aws_access_key_id = AKIA" + "IOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n")]
    [InlineData("docs.md", "export GITHUB_TOKEN=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("ids.txt", "AKIA" + "Q3EGRIVVNB4WTPLM is the key's id")]
    [InlineData("lock.json", "\"integrity\": \"sha512-Q7xk2Pq9Lm4Rt8Vb1Nc6Wd3Yf5Zh0Js7Ka2Ge9TuQ7xk2Pq9Lm4Rt8Vb1Nc6Wd3Yf5Zh0Js7Ka2Ge9Tu==\"")]
    [InlineData("pub.pem", "-----BEGIN PUBLIC KEY-----\n" + Filler + Filler + "\n")]
    public void Find_NoSecret_IsNothing(string path, string text) => Assert.Null(SecretFiles.Find(path, text));

    [Theory]
    [InlineData("id_rsa", true)]
    [InlineData("keys/id_ed25519", true)]
    [InlineData("id_rsa.pub", false)]
    [InlineData("cert.pfx", true)]
    [InlineData("app.JKS", true)]
    [InlineData("truststore.jks", false)]
    [InlineData("infra/terraform.tfstate", true)]
    [InlineData("kubeconfig", true)]
    [InlineData("home/.kube/config", true)]
    [InlineData("src/config", false)]
    [InlineData(".aws/credentials", true)]
    [InlineData("credentials.ts", false)]
    public void What_Name_SaysWhatItIs(string path, bool isSecret) => Assert.Equal(isSecret, SecretNames.What(path) is not null);
}
