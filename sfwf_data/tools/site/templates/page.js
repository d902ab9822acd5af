const save = (content, name) => {
  const copy = document.createElement("a");
  copy.href = URL.createObjectURL(content);
  copy.download = name;
  copy.click();
  setTimeout(() => URL.revokeObjectURL(copy.href), 60000);
};
const drawn = async (link) => {
  const picture = new Image();
  picture.src = document.querySelector("#" + CSS.escape(link.dataset.picture) + " img").src; // not the phone's
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.naturalWidth;
  canvas.height = picture.naturalHeight;
  canvas.getContext("2d").drawImage(picture, 0, 0);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
};
const unpacked = async (link) => {
  const packed = Uint8Array.from(atob(document.getElementById("drawings").dataset.packed), (letter) => letter.charCodeAt(0));
  const [outlines, bodies] = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
  const text = bodies[link.dataset.drawing].replace(/\x01(\d+)\x01/g, (_, number) => outlines[number]);
  return new Blob([text], { type: "image/svg+xml" });
};
const offer = (links, make) => {
  for (const link of links) {
    link.hidden = false;
    link.addEventListener("click", async (event) => {
      event.preventDefault();
      save(await make(link), link.download);
    });
  }
};
offer(document.querySelectorAll("[data-picture]"), drawn);
if ("DecompressionStream" in window) offer(document.querySelectorAll("[data-drawing]"), unpacked);
