using System.Xml;
using System.Xml.Linq;
using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Detection;

/// <summary>An XML file of the app, with the lines of its elements; without document types, entities and anything from elsewhere.</summary>
internal static class XmlFile
{
    private const int Deepest = 100;

    /// <exception cref="DeployError">DC3204.</exception>
    public static XElement Read(AppFolder folder, string file)
    {
        var text = folder.Read(file).Text;
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
            using (var depth = XmlReader.Create(new StringReader(text), settings))
            {
                // Whoever walks a tree that is too deep overflows the stack, and that ends the process.
                while (depth.Read())
                {
                    if (depth.Depth > Deepest)
                        throw new XmlException($"it is nested more than {Deepest} deep.");
                }
            }

            using var reader = XmlReader.Create(new StringReader(text), settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException cause)
        {
            throw SourceErrors.UnreadableProject(file, cause);
        }
    }
}
