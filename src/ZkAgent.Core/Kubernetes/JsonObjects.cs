using System.Text.Json;

namespace ZkAgent.Core.Kubernetes;

/// <summary>Steps through JSON objects of the Kubernetes API.</summary>
internal static class JsonObjects
{
    /// <summary>Moves to the value of the next property of an object.</summary>
    /// <param name="json">At the start of the object, or at the end of a value in it.</param>
    /// <returns>The property's name; null at the end of the object.</returns>
    /// <exception cref="JsonException">It is no object, or cut off.</exception>
    public static string? Next(ref Utf8JsonReader json)
    {
        if (!json.Read()) throw new JsonException();
        if (json.TokenType == JsonTokenType.EndObject) return null;
        if (json.TokenType != JsonTokenType.PropertyName) throw new JsonException();
        var name = json.GetString();
        json.Read();
        return name;
    }

    /// <summary>Reads metadata.name of each object of an array.</summary>
    /// <param name="json">At the start of the array; at its end afterwards.</param>
    public static List<string> Names(ref Utf8JsonReader json)
    {
        List<string> names = [];
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            while (Next(ref json) is { } property)
            {
                if (property != "metadata")
                {
                    json.Skip();
                    continue;
                }
                while (Next(ref json) is { } key)
                {
                    if (key == "name" && json.GetString() is { } name) names.Add(name);
                    else json.Skip();
                }
            }
        }
        return json.TokenType == JsonTokenType.EndArray ? names : throw new JsonException();
    }
}
