/** The folder of the model, in Model2Vec's layout: `config.json`, `tokenizer.json`, `model.safetensors`. */
export declare const modelUrl: URL
